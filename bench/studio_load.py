#!/usr/bin/env python3
"""Sixteen clients at a studio for a minute: errors, times and memory.

    bench/studio_load.py [build/release/toile] [--seconds 60] [--clients 16] [--rounds 1]

Each client does, again and again and in an order of its own, what a page does: previews while a slider is dragged,
thumbnails, lists, new patterns, looks at full size, a photo whose garment is found and put right, and its deletion. 429 (try again later) is an answer, not an
error; a job that fails is one. Printed as JSON: for each kind the answers and the median and 95th percentile of their times in ms; errors; the
process's memory before, at its peak and after each round, in MB.
"""
import argparse
import http.client
import json
import pathlib
import random
import re
import subprocess
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent


def memory(process, field):
    text = pathlib.Path(f"/proc/{process}/status").read_text()
    return round(int(re.search(rf"{field}:\s+(\d+)", text)[1]) / 1024)


class Client:
    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)

    def ask(self, method, path, body=None):
        if isinstance(body, dict):
            body = json.dumps(body)
        for again in (True, False):  # a connection that was idle may have been closed
            try:
                self.connection.request(method, path, body)
                answer = self.connection.getresponse()
                return answer.status, answer.read()
            except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
                self.connection.close()
                if not again:
                    raise


def photo_of(number):
    """The wardrobe's T-shirt, a pixel smaller for each."""
    with tempfile.NamedTemporaryFile(suffix=".jpg") as file:
        subprocess.run(["vipsthumbnail", ROOT / "wardrobe/tshirt/photo.jpg", "--size", str(1280 - number), "-o", file.name], check=True)
        return pathlib.Path(file.name).read_bytes()


class Load:
    def __init__(self, port):
        self.port = port
        self.times, self.busy, self.errors = {}, 0, []
        self.lock = threading.Lock()
        self.photos = {}  # of each client its own: the studio keeps a photo that two bring once
        made = json.loads(Client(port).ask("POST", "/api/patterns?wait=20", {"category": "floral", "count": 8})[1])
        self.patterns = [item["id"] for item in made["result"]["items"]]

    def one(self, client, dice):
        look = {"pattern": dice.choice(self.patterns), "photo": "wardrobe:tshirt", "scale": dice.uniform(0.5, 2),
                "angle": dice.uniform(0, 90), "layout": dice.choice(["straight", "half-drop", "mirror"])}
        kind = dice.choices(["preview", "thumbnail", "list", "generate", "dress", "photo"], [40, 30, 10, 8, 6, 6])[0]
        if kind == "preview":
            return kind, client.ask("POST", "/api/preview", look | {"width": dice.choice([640, 800])})
        if kind == "thumbnail":
            return kind, client.ask("GET", f"/api/items/{dice.choice(self.patterns)}/files/tile?width=320")
        if kind == "list":
            return kind, client.ask("GET", "/api/items?kind=photo")
        if kind == "generate":
            return kind, client.ask("POST", "/api/patterns?wait=25", {"category": "zebra", "count": 2})
        if kind == "dress":
            return kind, client.ask("POST", "/api/looks?wait=25", look)
        return self.photo_and_garment(client)

    def photo_and_garment(self, client):
        """Uploads a photo, has its garment found and put right by a click, and deletes it; timed as a whole."""
        status, body = client.ask("POST", "/api/photos", self.photos[client])
        if status != 201:
            return "upload", (status, body)
        item = "/api/items/" + json.loads(body)["id"]
        own = "/api/photos/" + json.loads(body)["id"]
        try:
            status, body = client.ask("POST", own + "/segment?wait=25", {})
            job = json.loads(body)
            if status == 200 and job["state"] == "done":
                hints = {"mask": job["result"]["mask"]["id"], "hints": [{"x": 200, "y": 500, "add": True}]}
                status, body = client.ask("POST", own + "/refine?wait=25", hints)
            return "segment and refine", (status, body)
        finally:
            client.ask("DELETE", item)

    def run(self, number, until):
        client, dice = Client(self.port), random.Random(number)
        self.photos[client] = photo_of(number)
        while time.monotonic() < until:
            begin = time.monotonic()
            try:
                kind, (status, body) = self.one(client, dice)
            except OSError as problem:
                with self.lock:
                    self.errors.append(repr(problem))
                continue
            with self.lock:
                if status == 429:
                    self.busy += 1
                elif status >= 400 or b'"state":"failed"' in body:
                    self.errors.append(f"{kind} {status} {body[:200]}")
                else:
                    self.times.setdefault(kind, []).append(1000 * (time.monotonic() - begin))

    def report(self):
        out = {}
        for kind, times in sorted(self.times.items()):
            times.sort()
            out[kind] = {"answers": len(times), "median_ms": round(times[len(times) // 2]),
                         "p95_ms": round(times[int(0.95 * (len(times) - 1))])}
        return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", nargs="?", default=ROOT / "build/release/toile")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--rounds", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as data:
        studio = subprocess.Popen([options.program, "studio", "--port", "0", "--data", data], stdout=subprocess.PIPE,
                                  stderr=subprocess.DEVNULL, text=True)
        try:
            port = int(re.search(r":(\d+)/", studio.stdout.readline())[1])
            load = Load(port)
            before = memory(studio.pid, "VmRSS")
            after = []
            for _ in range(options.rounds):
                until = time.monotonic() + options.seconds
                clients = [threading.Thread(target=load.run, args=(i, until)) for i in range(options.clients)]
                for client in clients:
                    client.start()
                for client in clients:
                    client.join()
                time.sleep(15)  # the studio hands back what it doesn't need
                after.append(memory(studio.pid, "VmRSS"))
            peak = memory(studio.pid, "VmHWM")
        finally:
            studio.terminate()
            studio.wait()
    print(json.dumps({"kinds": load.report(), "busy_429": load.busy, "errors": len(load.errors),
                      "first_errors": load.errors[:3], "memory_mb": {"before": before, "peak": peak, "after": after}},
                     indent=1))


if __name__ == "__main__":
    main()
