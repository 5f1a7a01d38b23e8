"""A papered wall with a skirting board, a console with a lamp, and a window's light across it."""
import bpy
import numpy as np
from mathutils import Vector

import home
import materials
import sewing
import stage
from item import Item

WIDTH, HEIGHT = 340.0, 270.0                # cm of paper, more than the picture shows
SKIRTING = 0.11                             # metres
WINDOW = Vector((-2.05, -2.05, 1.95))       # its middle; the sun shines through it
SUN = Vector((-4.3, -4.2, 2.9))


def sewn():
    return sewing.Sewn([home.grid_panel("paper", WIDTH, HEIGHT, 5.0)], [], {"paper": (0.0, 0.0)},
                       unhemmed=("top", "bottom", "left", "right"))


def drape(cut):
    x, z = cut.points[:, 0] / 100 - WIDTH / 200, cut.points[:, 1] / 100 + HEIGHT / 100
    # No plaster is quite even.
    y = 0.0007 * np.sin(3.1 * x + 1) * np.sin(2.3 * z) + 0.0004 * np.sin(7 * x - 4 * z)
    return np.stack([x, y, z], axis=1)


def sunlight():
    """A spot through the sashes of a window that the camera does not see."""
    light = bpy.data.lights.new("sun", "SPOT")
    light.color, light.shadow_soft_size = (1.0, 0.95, 0.87), 0.05
    light.spot_size, light.spot_blend = np.radians(48), 0.05
    light.energy = 1250.0
    lamp = stage.add(bpy.data.objects.new("sun", light))
    lamp.location = SUN
    way = (WINDOW - SUN).normalized()
    lamp.rotation_euler = way.to_track_quat("-Z", "Y").to_euler()
    frame = materials.plain("frame", (0.6, 0.6, 0.6))
    half, tall, rail, wide = 0.36, 0.62, 0.016, 1.6
    boards = [((-half - wide, -wide), (-half, wide)), ((half, -wide), (half + wide, wide)),
              ((-half, tall), (half, wide)), ((-half, -wide), (half, -tall)),
              ((-rail, -tall), (rail, tall))]
    boards += [((-half, z - rail), (half, z + rail)) for z in (-0.21, 0.21)]
    for (x0, z0), (x1, z1) in boards:
        board = home.box("board", (x0, -0.01, z0), (x1, 0.01, z1), frame, 0.001)
        board.location = WINDOW
        board.rotation_euler.z = np.arctan2(way.y, way.x) - np.pi / 2
        board.visible_camera = board.visible_diffuse = board.visible_glossy = False


def console(oak):
    """A narrow table at the wall."""
    x0, x1, front, back, top = -0.02, 1.02, -0.42, -0.06, 0.78
    home.box("top", (x0, front, top - 0.03), (x1, back, top), oak, 0.006)
    home.box("apron", (x0 + 0.05, front + 0.03, top - 0.10), (x1 - 0.05, back - 0.02, top - 0.03), oak)
    for x in (x0 + 0.06, x1 - 0.06):
        for y in (front + 0.05, back - 0.04):
            home.rod("leg", (x, y, top - 0.06), (x, y, 0.0), 0.017, oak)
    return top


def props(cut, co):
    home.box("skirting", (-2.2, -0.018, 0.0), (2.2, 0.002, SKIRTING),
             materials.plain("skirting", (0.80, 0.79, 0.77), 0.5, 0.3), 0.006)
    home.box("floor", (-3.0, -3.0, -0.02), (3.0, 0.0, 0.001),
             materials.wood("boards", (0.50, 0.36, 0.23), (0.40, 0.27, 0.165), axis=0, scale=0.7))
    top = console(materials.wood(axis=0))
    glaze = materials.plain("glaze", (0.22, 0.27, 0.25), 0.3, 0.5)
    home.turned("foot", (0.80, -0.24, top), [
        (0.0, 0.0), (0.062, 0.0), (0.068, 0.012), (0.085, 0.06), (0.098, 0.12), (0.09, 0.18),
        (0.055, 0.225), (0.026, 0.245), (0.018, 0.30), (0.0, 0.30)], glaze)
    linen = materials.plain("shade", (0.78, 0.74, 0.66), 0.9, 0.05)
    home.turned("shade", (0.80, -0.24, top), [
        (0.151, 0.297), (0.155, 0.294), (0.158, 0.297), (0.107, 0.500), (0.104, 0.503),
        (0.100, 0.500)], linen)
    stone = materials.plain("stone", (0.70, 0.67, 0.62), 0.6, 0.3)
    home.turned("vase", (0.30, -0.25, top), [
        (0.0, 0.0), (0.035, 0.0), (0.042, 0.01), (0.060, 0.07), (0.052, 0.12), (0.024, 0.155),
        (0.028, 0.175), (0.022, 0.174), (0.019, 0.155), (0.0, 0.02)], stone)
    for k, (colour, size) in enumerate((((0.36, 0.30, 0.25), 0.0), ((0.62, 0.58, 0.50), 0.012))):
        home.box("book", (0.42 + size, -0.34, top + 0.028 * k),
                 (0.62 - size, -0.20, top + 0.028 * (k + 1) - 0.001),
                 materials.plain("book", colour, 0.7, 0.1), 0.003)
    sunlight()


ITEM = Item(
    title="Wallpaper", group="home", width_cm=230.0, uv_cm=340.0, sewn=sewn, drape=drape, props=props,
    size=(1400, 1120), levels=1, smoothing=0, thickness=0.0, hem_depth=0.0, judged=False,
    relief=materials.Relief(yarn=0.02, soft=0.04, stitch=(), seam=0.0, rib=0.0),
    stage=stage.Stage(aim=(0, 0, 0.91), eye=(0.0, -4.4, 1.20), frame=1.92, wall=0.01, floor=0.0,
                      sweep=0.005, window=(-2.6, -3.2, 1.0), key=0.42, room=0.24))
