#!/usr/bin/env bash
# Runs every peer of bench/peers in a small form, on our own weights: a net that was changed and a twin that wasn't show.
# Ends with 77 where Python's PyTorch is not installed.
set -euo pipefail
cd "$(dirname "$0")/../.."
python=/usr/bin/python3
$python -c 'import torch, PIL, numpy' 2>/dev/null || { echo "missing: python3-torch python3-pil python3-numpy"; exit 77; }

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export OMP_NUM_THREADS=2 OMP_WAIT_POLICY=passive GOMP_SPINCOUNT=0
garment=models/garment/garment.safetensors

$python bench/peers/half_megapixel.py wardrobe "$scratch/photo.png"
$python bench/peers/generate.py models/patterns/tile.safetensors "$scratch" 3 1
$python bench/peers/dress.py $garment "$scratch/photo.png" "$scratch/peer_0.png" "$scratch/dressed.png"
$python bench/peers/segment.py $garment "$scratch/photo.png" "$scratch/mask.png"
$python bench/peers/dcgan_step.py 2 1 4 >"$scratch/step"
$python - <<'END'
import sys

sys.path.insert(0, "bench/peers")
import torch
from unet import forward

rows = [line.rstrip("\n").split("\t")[:2] for line in open("tests/unet/tensors.tsv")][1:]
tensors = {name: torch.ones([int(n) for n in shape.split("x") if n]) for name, shape in rows}
with torch.no_grad():
    assert forward(tensors, torch.zeros(1, 3, 64, 64)).shape == (1, 1, 64, 64)
END
for name in peer_0 mask dressed step; do
  ls "$scratch/$name"* >/dev/null
done
bash -n bench/run
bash -n bench/cold
