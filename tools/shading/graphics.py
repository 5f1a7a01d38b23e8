"""Letters, pictures and labels as they are printed on a garment in one place, for garments.py."""
import glob

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

LETTERS = list("ABCDEFGHIKLMNOPRSTUVWXYZaeioulnrst")
FEW_FONTS = 8


def fonts_of_this_machine():
    """files of fonts that can be enlarged"""
    found = []
    for kind in ("ttf", "otf"):
        found += glob.glob(f"/usr/share/fonts/**/*.{kind}", recursive=True)
    if len(found) < FEW_FONTS:
        raise SystemExit("graphics.py: letters want more fonts than this machine has (Debian: fonts-liberation, fonts-lato, fonts-lobster ...)")
    return sorted(found)


class Graphics:
    """`graphic` draws one after another on a square of `side` pixels."""

    def __init__(self, random, side, motifs, picture):
        """motifs: files of cut-outs with alpha; picture(): any print as an sRGB array, for the inside of letters and patches"""
        self.random, self.side, self.picture = random, side, picture
        self.fonts = fonts_of_this_machine()
        self.motifs = motifs

    def inks(self, ground):
        """two or three inks, sRGB 0..255: black and white, the cloth's own colour darker or lighter, or any"""
        r = self.random

        def ink():
            way = r.random()
            if way < 0.4:
                return np.full(3, r.choice([r.uniform(0, 40), r.uniform(215, 255), r.uniform(60, 190)]))
            if way < 0.6:
                return np.clip(ground * r.choice([r.uniform(0.25, 0.8), r.uniform(1.2, 2.5)]) + r.uniform(-8, 8, 3), 0, 255)
            return r.uniform(0, 1, 3) ** r.uniform(0.5, 2) * 255
        return [tuple(int(v) for v in ink()) for _ in range(3)]

    def letters(self, width, inks):
        """RGBA picture of a line or some lines of text, about `width` wide"""
        r = self.random
        lines = ["".join(r.choice(LETTERS, int(r.integers(2, 13)))) for _ in range(int(r.integers(1, 4)))]
        if r.random() < 0.3:
            lines = [str(r.integers(1, 100))]
        if r.random() < 0.5:
            lines = [line.upper() for line in lines]
        font = self.fonts[r.integers(len(self.fonts))]
        parts = []
        for number, line in enumerate(lines):
            letter = ImageFont.truetype(font, 64)
            box = letter.getbbox(line)
            if box[2] - box[0] < 8 or box[3] - box[1] < 8:
                continue
            part = Image.new("L", (box[2] - box[0] + 8, box[3] - box[1] + 12))
            ImageDraw.Draw(part).text((4 - box[0], 4 - box[1]), line, fill=255, font=letter)
            if r.random() < 0.15:  # an outline alone
                grown = part.filter(ImageFilter.MaxFilter(5))
                part = Image.fromarray(np.asarray(grown) - np.minimum(np.asarray(grown), np.asarray(part)))
            own = width if number == 0 or r.random() < 0.6 else width * r.uniform(0.4, 0.9)
            height = max(3, int(part.height * own / part.width))
            height = min(height, int(width * (1.2 if len(line) < 4 else 0.6)))
            parts.append((part.resize((max(4, int(own)), height), Image.LANCZOS), inks[number % 2 if r.random() < 0.3 else 0]))
        if not parts:
            return Image.new("RGBA", (4, 4), (*inks[0], 255))
        gap = int(width * r.uniform(0, 0.08))
        out = Image.new("RGBA", (max(p.width for p, _ in parts), sum(p.height + gap for p, _ in parts)), (*inks[0], 0))
        top = 0
        for part, ink in parts:
            left = (out.width - part.width) // 2
            out.paste(Image.merge("RGBA", [Image.new("L", part.size, v) for v in ink] + [part]), (left, top))
            top += part.height + gap
        return out

    def cut_out(self, width, inks):
        """a motif in its own colours, in one ink, or as its outline"""
        r = self.random
        motif = Image.open(self.motifs[r.integers(len(self.motifs))]).convert("RGBA")
        motif = motif.resize((max(4, int(width)), max(4, int(width * motif.height / motif.width))), Image.LANCZOS)
        colours, alpha = np.asarray(motif.convert("RGB")).astype(np.float32), motif.getchannel("A")
        way = r.random()
        if way < 0.35:
            colours[:] = inks[0]
        elif way < 0.6:  # its light and dark as how much ink there is
            dark = 1 - colours.mean(2, keepdims=True) / 255
            alpha = Image.fromarray((np.asarray(alpha) * np.clip(dark[..., 0] * 1.6, 0, 1)).astype(np.uint8))
            colours[:] = inks[0]
        elif way < 0.75:
            grown = np.asarray(alpha.filter(ImageFilter.MaxFilter(3))).astype(np.int32)
            alpha = Image.fromarray(np.clip(grown - np.asarray(alpha.filter(ImageFilter.MinFilter(3))), 0, 255).astype(np.uint8))
            colours[:] = inks[1]
        return Image.merge("RGBA", [*Image.fromarray(colours.astype(np.uint8)).split(), alpha])

    def patch(self, width, inks):
        """a rectangle, ellipse or blot, plain or with a picture in it"""
        r = self.random
        size = (max(6, int(width)), max(6, int(width * np.exp(r.normal(0, 0.5)))))
        shape = Image.new("L", size)
        way = r.random()
        if way < 0.3:
            ImageDraw.Draw(shape).ellipse((0, 0, size[0] - 1, size[1] - 1), fill=255)
        elif way < 0.7:
            shape.paste(255, (0, 0, *size))
        else:
            blots = Image.fromarray((r.normal(0, 1, (5, 5)) * 60 + 128).clip(0, 255).astype(np.uint8)).resize(size, Image.BICUBIC)
            edge = np.hypot(*np.meshgrid(np.linspace(-1, 1, size[0]), np.linspace(-1, 1, size[1])))
            shape = Image.fromarray(((np.asarray(blots) / 128 - edge > r.uniform(-0.1, 0.3)) * 255).astype(np.uint8))
        if r.random() < 0.6:
            picture = Image.fromarray(self.picture())
            side = int(min(picture.size) * r.uniform(0.3, 1))
            inside = picture.crop((0, 0, side, side)).resize(size, Image.BICUBIC)
            if r.random() < 0.3:
                inside = inside.convert("L").convert("RGB")
        else:
            inside = Image.new("RGB", size, inks[0])
        return Image.merge("RGBA", [*inside.split(), shape])

    def graphic(self, ground, places):
        """(sRGB colours, share of 0..1) on the square; `ground`: sRGB of the cloth, 0..255; `places`: (n, 2) rows and columns in which
        its middle may lie"""
        r, side = self.random, self.side
        sheet = Image.new("RGBA", (side, side), (128, 128, 128, 0))
        for _ in range(1 if r.random() < 0.8 else 2):
            inks = self.inks(ground)
            width = side * (r.uniform(0.06, 0.16) if r.random() < 0.2 else np.exp(r.uniform(np.log(0.16), np.log(0.75))))
            parts = []
            for _ in range(int(r.choice([1, 1, 2, 3]))):
                draw = (self.letters, self.letters, self.cut_out, self.patch)[r.integers(4)]
                parts.append(draw(width * r.uniform(0.6, 1), inks))
            top, middle = places[r.integers(len(places))]
            top -= sum(p.height for p in parts) / 2
            for part in parts:
                layer = Image.new("RGBA", sheet.size, (128, 128, 128, 0))
                layer.paste(part, (int(middle - part.width / 2), int(top)))
                sheet = Image.alpha_composite(sheet, layer)
                top += part.height * r.uniform(0.8, 1.1)
        if r.random() < 0.6:
            sheet = sheet.rotate(r.normal(0, 10), Image.BICUBIC)
        share = np.asarray(sheet.getchannel("A")).astype(np.float32) / 255
        if r.random() < 0.2:  # worn
            rough = Image.fromarray((r.normal(0, 1, (side // 2, side // 2)) * 50 + 128).clip(0, 255).astype(np.uint8)).resize(sheet.size, Image.BICUBIC)
            share = share * (np.asarray(rough) > r.uniform(60, 125))
        if r.random() < 0.3:
            share = share * r.uniform(0.45, 1)
        return np.asarray(sheet.convert("RGB")), share
