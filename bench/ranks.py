#!/usr/bin/env python3
"""A training step by ranks and by bandwidth: one rank, then two in network namespaces joined by a veth pair whose rate `tc` limits.

    bench/ranks.py [build/release/toile] [--steps 24] [--recipe dcgan|garment] [--gigabits 1,10]

Root; package iproute2. Each rank is pinned to a core of its own. Printed as JSON: seconds a step of one rank with the whole batch, of
one with half of it (what a rank of two computes), of two ranks at each rate, the share of those steps that isn't computing, and what a rank sends a step.
"""
import argparse
import json
import os
import pathlib
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SPACES, ADDRESSES = ["toile-rank0", "toile-rank1"], ["10.78.0.1", "10.78.0.2"]


def sh(*words):
    subprocess.run([str(w) for w in words], check=True)


class Network:
    def __enter__(self):
        self.__exit__()
        for space in SPACES:
            sh("ip", "netns", "add", space)
        sh("ip", "link", "add", "rank0", "netns", SPACES[0], "type", "veth", "peer", "name", "rank1", "netns", SPACES[1])
        for i, space in enumerate(SPACES):
            sh("ip", "-n", space, "address", "add", f"{ADDRESSES[i]}/24", "dev", f"rank{i}")
            sh("ip", "-n", space, "link", "set", f"rank{i}", "up")
            sh("ip", "-n", space, "link", "set", "lo", "up")
        return self

    def limit(self, gigabits):
        for i, space in enumerate(SPACES):
            # tbf, since many kernels lack netem; a burst of what passes between two ticks of the slowest clock (100 Hz)
            sh("ip", "netns", "exec", space, "tc", "qdisc", "replace", "dev", f"rank{i}", "root", "tbf", "rate", f"{gigabits}gbit",
               "burst", f"{gigabits * 1250}kb", "latency", "50ms")

    def sent(self):
        """Bytes that the first rank has sent."""
        said = subprocess.run(["ip", "-n", SPACES[0], "-s", "-j", "link", "show", "rank0"], check=True, capture_output=True)
        return json.loads(said.stdout)[0]["stats64"]["tx"]["bytes"]

    def __exit__(self, *_):
        for space in SPACES:
            subprocess.run(["ip", "netns", "delete", space], stderr=subprocess.DEVNULL)


def train(words, ranks, port):
    """Runs it and answers seconds a step, as the first rank counts them."""
    running = []
    for rank in range(ranks):
        place = {"RANK": str(rank), "WORLD_SIZE": str(ranks), "MASTER_ADDR": ADDRESSES[0], "MASTER_PORT": str(port)} if ranks > 1 else {}
        space = ["ip", "netns", "exec", SPACES[rank]] if ranks > 1 else []
        core = ["taskset", "-c", str(rank % os.cpu_count())]
        running.append(subprocess.Popen([str(w) for w in [*space, *core, *words]], stdout=subprocess.PIPE, text=True, env={**os.environ, **place}))
    said = [one.communicate()[0] for one in running]
    assert all(one.returncode == 0 for one in running), said
    return json.loads(said[0])


def write_swatches(folder, toile, count):
    sh(toile, "generate", "-c", "tartan", "-n", count, "--size", 128, "-o", folder / "swatches/tartan", "--quiet")
    sh(toile, "prepare", folder / "swatches", "-o", folder / "swatches.pack", "--quiet")


def write_photos(folder, toile, count):
    """The wardrobe's photos with their mattes as labels."""
    garments = sorted(path.parent for path in ROOT.glob("wardrobe/*/photo.jpg"))
    (folder / "photos/photos").mkdir(parents=True)
    (folder / "photos/labels").mkdir()
    (folder / "photos/labels.tsv").write_text("index\tname\n0\tnull\n1\tshirt\n")
    split = ["id\tsplit"]
    for i in range(count):
        garment = garments[i % len(garments)]
        os.symlink(garment / "photo.jpg", folder / f"photos/photos/{i}.jpg")
        sh("vips", "relational_const", garment / "mask.png", folder / "inside.png", "more", 127)
        sh("vips", "boolean_const", folder / "inside.png", folder / f"photos/labels/{i}.png", "and", 1)
        split.append(f"{i}\t{'val' if i == 0 else 'train'}")
    (folder / "photos/split.tsv").write_text("\n".join(split) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", nargs="?", default=ROOT / "build/release/toile")
    parser.add_argument("--steps", type=int, default=24)
    parser.add_argument("--recipe", choices=["dcgan", "garment"], default="dcgan")
    parser.add_argument("--gigabits", default="1,10")
    options = parser.parse_args()
    toile, batch = options.program, 32 if options.recipe == "dcgan" else 8
    with tempfile.TemporaryDirectory() as name, Network() as network:
        folder, runs = pathlib.Path(name), [0]
        if options.recipe == "dcgan":
            write_swatches(folder, toile, batch)  # an epoch is a step
        else:
            write_photos(folder, toile, 8 * batch + 1)

        def step(part, ranks):
            runs[0] += 1
            run = folder / f"run{runs[0]}"
            common = ["-o", run, "--checkpoint-minutes", 1000, "--threads", 1, "--device", "cpu", "--quiet", "--json", "--batch", part]
            if options.recipe == "dcgan":
                words = [toile, "train", folder / "swatches.pack", "--epochs", options.steps * part // batch, *common]
                said = train(words, ranks, 29600 + runs[0])["runs"][0]
            else:
                words = [toile, "train-garment", folder / "photos", "--epochs", max(1, options.steps * part // (8 * batch)), *common]
                said = train(words, ranks, 29600 + runs[0])
            return part / said["images_per_second"]

        result = {"recipe": options.recipe, "batch": batch, "load": os.getloadavg()[0],
                  "one_rank": step(batch, 1), "one_rank_half_batch": step(batch // 2, 1)}
        for gigabits in options.gigabits.split(","):
            network.limit(int(gigabits))
            before = network.sent()
            seconds = step(batch, 2)
            result[f"{gigabits} Gbit/s"] = {"two_ranks": seconds, "not_computing": 1 - result["one_rank_half_batch"] / seconds,
                                           "megabytes_sent": (network.sent() - before) / options.steps / 1e6}
        print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
