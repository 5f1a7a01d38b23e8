"""A 0.5-megapixel photo from a wardrobe garment. usage: half_megapixel.py WARDROBE OUT.png"""
import glob
import sys

from PIL import Image

photo = Image.open(sorted(glob.glob(sys.argv[1] + "/*/photo.jpg"))[0])
scale = (500_000 / (photo.width * photo.height)) ** 0.5
photo.resize((round(photo.width * scale), round(photo.height * scale)), Image.LANCZOS).save(sys.argv[2])
