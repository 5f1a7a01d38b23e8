#!/usr/bin/env python3
"""A catalogue in shards whose workers are killed: is every look there, and once?

    bench/catalogue_deaths.py [build/release/toile] [--photos 2000] [--shards 8] [--deaths 3] [--at-once 2] [--side 0] [--find]

The wardrobe's photos, repeated under names of their own, are dressed by as many workers at once. Now and then one of them
is killed (SIGKILL) in the middle of its shard and started again. Printed as JSON: what `toile report` says, the looks on
the disk, names that appear twice, and processor seconds a photo. With --find the garment is looked for, else the
wardrobe's own mask is given. With --side the photos are made so small first.
"""
import argparse
import json
import os
import pathlib
import random
import signal
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent


def shrunk(garment, folder, side):
    small = folder / garment.name
    small.mkdir()
    for name in ["photo.jpg", "mask.png"]:
        subprocess.run(["vipsthumbnail", garment / name, "--size", str(side), "-o", small / name], check=True)
    return small


def write_manifest(folder, count, side, find):
    garments = sorted(path.parent for path in ROOT.glob("wardrobe/*/photo.jpg"))
    if side > 0:
        garments = [shrunk(garment, folder, side) for garment in garments]
    (folder / "photos").mkdir()
    lines = []
    for i in range(count):
        garment = garments[i % len(garments)]
        os.symlink(garment / "photo.jpg", folder / f"photos/{i}.jpg")
        line = {"photo": f"photos/{i}.jpg", "category": "tartan", "output": f"looks/{i:05}.jpg"}
        if not find:
            line["mask"] = str(garment / "mask.png")
        lines.append(json.dumps(line))
    (folder / "lines.jsonl").write_text("\n".join(lines) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", nargs="?", default=ROOT / "build/release/toile")
    parser.add_argument("--photos", type=int, default=2000)
    parser.add_argument("--shards", type=int, default=8)
    parser.add_argument("--deaths", type=int, default=3)
    parser.add_argument("--at-once", type=int, default=2)
    parser.add_argument("--side", type=int, default=0)
    parser.add_argument("--find", action="store_true")
    options = parser.parse_args()
    dice = random.Random(1)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        write_manifest(folder, options.photos, options.side, options.find)
        results = folder / "results"
        begun = os.times()

        def start(shard):
            return subprocess.Popen([options.program, "dress", "--manifest", folder / "lines.jsonl", "-o", results, "--quiet",
                                     "--shard", f"{shard}/{options.shards}", "--threads", "1"], stdout=subprocess.DEVNULL)

        waiting, running, killed = list(range(1, options.shards + 1)), {}, 0
        deaths = sorted(dice.sample(range(options.photos // 10, options.photos * 9 // 10), options.deaths))
        while waiting or running:
            while waiting and len(running) < options.at_once:
                shard = waiting.pop(0)
                running[shard] = start(shard)
            made = sum(1 for _ in (results / "looks").iterdir()) if (results / "looks").is_dir() else 0
            if killed < len(deaths) and made >= deaths[killed] and running:
                victim = dice.choice(sorted(running))
                running[victim].send_signal(signal.SIGKILL)
                killed += 1
            for shard, process in list(running.items()):
                code = process.poll()
                if code is None:
                    continue
                del running[shard]
                if code == -signal.SIGKILL:
                    waiting.append(shard)  # as an engine does
                elif code != 0:
                    raise SystemExit(f"shard {shard} ended with {code}")
            time.sleep(0.05)
        spent = os.times()
        report = json.loads(subprocess.run([options.program, "report", results, "--json"], capture_output=True, text=True).stdout)
        for long in ("machines", "manifest", "missing_lines", "reasons"):
            report.pop(long)
        report["deaths"] = killed
        report["looks"] = sum(1 for _ in (results / "looks").iterdir())
        seconds = spent.children_user + spent.children_system - begun.children_user - begun.children_system
        report["processor_seconds_a_photo"] = round(seconds / options.photos, 3)
        print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
