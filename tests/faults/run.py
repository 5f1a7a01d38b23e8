#!/usr/bin/python3
"""Faults of disk and kernel over every command that writes, and kill -9 in the middle of it.

tests/faults/run.py PROGRAM [KILLS [COMMAND...]]: for each command, or those named, and fault a fresh folder.
Afterwards every file in it must be what it was before or what the command writes when nothing fails; the program must
end by itself, with a sentence when it failed. Then each command is killed KILLS times (20) at random moments and run
again: what was finished is still there, and in the end all of it is.
"""

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import torch

program = str(Path(sys.argv[1]).resolve())
kills = int(sys.argv[2]) if len(sys.argv) > 2 else 20
chosen = sys.argv[3:]
here = Path(__file__).resolve().parent
root = here.parent.parent
scratch = Path(tempfile.mkdtemp(prefix='toile_faults_'))
shim = scratch / 'shim.so'
subprocess.run(['cc', '-shared', '-fPIC', '-O1', '-o', shim, here / 'shim.c', '-ldl'], check=True)
fabrics = root / 'tests/drape/fabrics'

COMMANDS = {
    'dress': 'dress wardrobe:tshirt --pattern check.png -o look.png',
    'batch': 'dress wardrobe:tshirt wardrobe:tote --pattern check.png --pattern floral.png -o looks',
    'segment': 'segment photo.jpg --mask mask.png --add 300,300 -o new.png --cut-out cut.png',
    'recolour': 'recolour check.png --palette #102030,#c0ffee -o other.png',
    'sheet': 'repeat check.png --size 30x30cm --tile 8cm --dpi 100 -o sheet.tif',
    'generate': 'generate -c houndstooth -n 4 --size 128 -o tiles',
    'net': 'generate -c cheetah --making learnt -n 2 --size 128 -o tiles',
    'vary': 'vary given.png -n 2 -o tiles',
    'compose': 'compose -c floral --size 256 -n 2 --document layout.json -o prints',
    'separate': 'separate check.png --inks 3 --files plates,tif,pdf,svg,ase,spec -o inks',
    'motifs': 'motifs --kind rose,fern -n 3 -o motifs.png',
    'draft': 'draft given.png -o given.wif',
    'find': 'segment photo.jpg -o found.png',
    'from photos': 'prepare photos -o p.pack --size 32 --from-photos',
    'drape': 'evaluate drape cases --fabrics fabrics --start grey -o sheet.png',
    'wardrobe': 'wardrobe',
    'models': 'models',
    'import': 'models import weights.zip -o net.safetensors',
    'scan': 'scan check.png -o scanned.png',
    'prepare': 'prepare swatches --size 32 -o p.pack',
    'train': 'train given.pack --recipe dcgan --size 16 --latent 8 --generator-width 8 --discriminator-width 8 --batch 4 '
             '--epochs 30 --checkpoint-minutes 0 -o run',
}
KILLED = ('batch', 'sheet', 'generate', 'compose', 'separate', 'prepare', 'from photos', 'import', 'train')
FAULTS = ['short', 'eintr', 'enospc:1', 'enospc:2', 'enospc:4', 'enospc:8', 'emfile:1', 'emfile:2', 'emfile:4', 'fsync',
          'rename', 'readonly', 'filesize', 'oom:1', 'oom:2', 'oom:3', 'oom:5', 'oom:8', 'oom:13', 'oom:21', 'oom:34',
          'memory:200', 'memory:300', 'memory:450', 'memory:700', 'memory:1000', 'memory:1400']


unknown = [name for name in chosen if name not in COMMANDS]
if unknown:
    sys.exit(f'no command {unknown[0]}; there are {", ".join(COMMANDS)}')
chosen = chosen or list(COMMANDS)


def furnish(folder):
    for name in ('check.png', 'floral.png'):
        shutil.copy(fabrics / name, folder / name)
    shutil.copy(root / 'wardrobe/tshirt/photo.jpg', folder / 'photo.jpg')
    shutil.copy(root / 'wardrobe/tshirt/mask.png', folder / 'mask.png')
    for category, names in {'a': ('check', 'dots'), 'b': ('floral', 'leaves')}.items():
        (folder / 'swatches' / category).mkdir(parents=True)
        for name in names:
            shutil.copy(fabrics / f'{name}.png', folder / 'swatches' / category)
    (folder / 'photos/tops').mkdir(parents=True)
    shutil.copy(root / 'wardrobe/tshirt/photo.jpg', folder / 'photos/tops')
    for name in ('fabrics', 'tote'):
        shutil.copytree(root / 'tests/drape' / name, folder / ('fabrics' if name == 'fabrics' else 'cases/tote'))
    if published.exists():
        os.link(published, folder / 'weights.zip')
    if given_tile.exists():
        shutil.copy(given_tile, folder / 'given.png')
    if given.exists():
        shutil.copy(given, folder / 'given.pack')


def write_published(file):
    """A stand-in for the published Unet_2020-10-30: its container, names, shapes and types, all weights 1."""
    state = {}
    for line in (root / 'tests/unet/tensors.tsv').read_text().splitlines()[1:]:
        name, shape, kind = line.split('\t')
        sizes = [int(size) for size in shape.split('x') if size.isdigit()]
        state[f'model.{name}'] = torch.ones(sizes, dtype=getattr(torch, kind))
    inner = scratch / '2020-10-30.pth'
    torch.save({'state_dict': state}, inner)
    with zipfile.ZipFile(file, 'w') as archive:
        archive.write(inner, inner.name)
    inner.unlink()


def contents(folder):
    return {str(f.relative_to(folder)): hashlib.sha256(f.read_bytes()).hexdigest()
            for f in folder.rglob('*') if f.is_file() and not f.is_symlink()}


def words_of(name):
    return [program] + COMMANDS[name].split() + ['--quiet']


def environment(fault=None):
    env = dict(os.environ, OMP_WAIT_POLICY='passive', TOILE_WARDROBE=str(root / 'wardrobe'),
               TOILE_MODELS=str(root / 'models'))
    if fault:
        env.update(LD_PRELOAD=str(shim), FAULT=fault)
    return env


def run(name, folder, fault=None):
    words, env, user = words_of(name), environment(), {}
    if fault == 'filesize':
        words = ['sh', '-c', 'ulimit -f 4; exec "$@"', 'sh'] + words
    elif fault and fault.startswith('memory:'):
        words = ['sh', '-c', f'ulimit -v {1000 * int(fault[7:])}; exec "$@"', 'sh'] + words
    elif fault == 'readonly':
        folder.chmod(0o555)
        user = {'user': 'nobody'} if os.getuid() == 0 else {}
    elif fault:
        env = environment(fault)
    done = subprocess.run(words, cwd=folder, env=env, capture_output=True, text=True, errors='replace', timeout=300, **user)
    folder.chmod(0o755)
    return done


given = scratch / 'given.pack'
given_tile = scratch / 'given.png'
published = scratch / 'weights.zip'
write_published(published)
before_all = scratch / 'first'
before_all.mkdir()
furnish(before_all)
assert run('prepare', before_all).returncode == 0
shutil.copy(before_all / 'p.pack', given)
assert run('generate', before_all).returncode == 0
shutil.copy(before_all / 'tiles/houndstooth_1_0.png', given_tile)
scratch.chmod(0o755)

faults = failures = short_of_memory = 0


def complain(name, what, said=''):
    global failures
    failures += 1
    print(f'{name}: {what} {said.strip()[:300]}', flush=True)


whole = {}
for name in chosen:
    folder = scratch / f'{name}_whole'
    folder.mkdir()
    furnish(folder)
    done = run(name, folder)
    if done.returncode != 0:
        sys.exit(f'{name}: {done.stderr}')
    whole[name] = contents(folder)

for name in chosen:
    for fault in FAULTS:
        folder = scratch / f'{name}_{fault.replace(":", "_")}'
        folder.mkdir()
        furnish(folder)
        before = contents(folder)
        done = run(name, folder, fault)
        after = contents(folder)
        faults += 1
        if done.returncode not in (0, 1, 2):
            complain(name, f'{fault}: ended with {done.returncode}', done.stderr)
        if done.returncode != 0 and 'toile: ' not in done.stderr and not any(w in done.stdout for w in ('failed', 'left out')):
            complain(name, f'{fault}: no sentence', done.stderr + done.stdout)
        if fault.startswith(('oom', 'memory')):
            short_of_memory += done.returncode != 0
        if 'went wrong inside' in done.stderr + done.stdout:
            complain(name, f'{fault}: no sentence of its own', done.stderr + done.stdout)
        if fault in ('short', 'eintr') and (done.returncode != 0 or after.keys() != whole[name].keys()):
            complain(name, f'{fault}: did not do its work', done.stderr + done.stdout)
        for file, content in after.items():
            # those grow; and a picture for which there was no memory is left out, in a line of its own
            log = name == 'train' or file.endswith('.toile-results') or 'left out' in done.stdout
            if content not in (before.get(file), whole[name].get(file)) and not log:
                complain(name, f'{fault}: {file} is half written')
        for file in before:
            if file not in after:
                complain(name, f'{fault}: {file} is gone')
        shutil.rmtree(folder)
print(f'{faults} faults injected over {len(chosen)} commands, {short_of_memory} ended for want of memory: '
      f'{failures} findings', flush=True)

killed = 0
for name in (name for name in KILLED if name in chosen):
    folder = scratch / f'{name}_killed'
    folder.mkdir()
    furnish(folder)
    start = time.monotonic()
    again = words_of(name)
    for _ in range(kills):
        process = subprocess.Popen(again, cwd=folder, env=environment(), stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        time.sleep(random.uniform(0.05, 1.2))
        finished = contents(folder)
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        after = contents(folder)
        for file in finished:
            if file not in after and not Path(file).name.startswith('.toile.'):
                complain(name, f'{file} is missing after kill -9')
        for file, content in after.items():
            own = name == 'train' or Path(file).name.startswith('.toile')
            if not own and file in whole[name] and content != whole[name][file]:
                complain(name, f'{file} is half written after kill -9')
        if name == 'train' and (folder / 'run/a/checkpoint.safetensors').exists() and '--resume' not in again:
            again = again + ['--resume']
    done = subprocess.run(again, cwd=folder, env=environment(), capture_output=True, text=True)
    if done.returncode != 0:
        complain(name, 'does not go on after kill -9', done.stderr + done.stdout)
    after = contents(folder)
    for file, content in whole[name].items():
        if file.endswith('.toile-results') or file.endswith('.safetensors') and name == 'train':
            continue
        if after.get(file) != content:
            complain(name, f'{file} is not what an undisturbed call writes')
print(f'{killed} processes killed: {failures} findings in all', flush=True)
shutil.rmtree(scratch)
sys.exit(failures > 0)
