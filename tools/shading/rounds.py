"""The rounds of a training on one core: how train_shading.py and train_marks.py spend their minutes."""
import os
import sys
import time

import numpy as np
import torch
import torch.nn as nn

WARM, EVERY, KEEP = 50, 50, 180  # steps until the full rate, steps a line, seconds a checkpoint


def begin(options):
    """FOLDER OUT MINUTES [name=value ...] of the command line: gives the first three, and puts the others into `options`."""
    folder, out, minutes = sys.argv[1], sys.argv[2], float(sys.argv[3])
    for word in sys.argv[4:]:
        name, value = word.split("=")
        options[name] = type(options[name])(value)
    os.makedirs(out, exist_ok=True)
    torch.set_num_threads(1)
    torch.manual_seed(options["seed"])
    return folder, out, minutes


def train(net, out, minutes, options, look_at, say, write):
    """Trains `net` with AdamW for so many minutes, the rate falling as a cosine, and averages its weights.

    look_at(first step): gives a function that says the loss of the next batch, a tensor, and a list of figures. say(figures): their means in
    words. write(averaged weights, steps): called with each checkpoint. `out`/checkpoint.pt is where it goes on when there is one.
    """
    optimiser = torch.optim.AdamW(net.parameters(), lr=options["rate"], betas=(0.9, 0.98), weight_decay=1e-4)
    average = {name: value.clone() for name, value in net.state_dict().items()}
    first, checkpoint = 0, f"{out}/checkpoint.pt"
    if os.path.exists(checkpoint):
        kept = torch.load(checkpoint)
        net.load_state_dict(kept["net"])
        optimiser.load_state_dict(kept["optimiser"])
        average, first = kept["average"], kept["steps"]
    next_loss = look_at(first)

    def save(steps):
        torch.save({"net": net.state_dict(), "optimiser": optimiser.state_dict(), "average": average, "steps": steps}, checkpoint + ".part")
        os.replace(checkpoint + ".part", checkpoint)
        write(average, steps)

    start = saved = time.time()
    step, figures = first, []
    while (spent := (time.time() - start) / 60) < minutes:
        rate = options["rate"] * min(1, (step - first + 1) / WARM) * max(0.02, 0.5 * (1 + np.cos(np.pi * spent / minutes)))
        for group in optimiser.param_groups:
            group["lr"] = rate
        loss, told = next_loss()
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        step += 1
        keep = min(options["ema"], (step + 1) / (step + 10))
        for name, value in net.state_dict().items():
            average[name].lerp_(value, 1 - keep)
        figures.append(told)
        if step % EVERY == 0:
            print(f"step {step}, {minutes - spent:.0f} minutes left: {say(np.mean(figures, 0))}", flush=True)
            figures = []
        if time.time() - saved > KEEP:
            save(step)
            saved = time.time()
    save(step)
