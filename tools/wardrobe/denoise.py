"""Removes the last render grain, since Debian's Blender lacks OpenImageDenoise.

An edge-avoiding a-trous wavelet filter (Dammertz et al. 2010).  Colour is divided by
the noise-free albedo pass first, so only smooth light is filtered and a fabric's
print stays sharp; the noise-free normals keep seams, ribs and silhouettes.
"""
import numpy as np

KERNEL = np.array([1, 4, 6, 4, 1], np.float32) / 16


def _shift(image, dy, dx):
    """The image moved by whole pixels, its border repeated."""
    height, width = image.shape[:2]
    pad = max(abs(dy), abs(dx))
    wide = np.pad(image, [(pad, pad), (pad, pad)] + [(0, 0)] * (image.ndim - 2), mode="edge")
    return wide[pad + dy:pad + dy + height, pad + dx:pad + dx + width]


def _blur(image):
    for axis in (0, 1):
        image = sum(k * _shift(image, *((d, 0) if axis == 0 else (0, d)))
                    for k, d in zip(KERNEL, range(-2, 3)))
    return image


def relative_noise(light):
    """Robust estimate of the grain relative to brightness."""
    grey = light.mean(axis=2)
    detail = (grey - _blur(grey)) / np.maximum(_blur(grey), 1e-3)
    return 1.4826 * float(np.median(np.abs(detail))) + 1e-4


def _step(light, features, step):
    """One a-trous level; also how much of the window agreed with each pixel (0..1)."""
    height, width = light.shape[:2]
    reach = 2 * step
    pad = [(reach, reach), (reach, reach), (0, 0)]
    wide_light, wide_features = (np.pad(x, pad, mode="edge") for x in (light, features))
    total, weights = np.zeros_like(light), np.zeros((height, width), np.float32)
    for i in range(5):
        for j in range(5):
            window = (slice(i * step, i * step + height), slice(j * step, j * step + width))
            difference = features - wide_features[window]
            w = np.einsum("ijk,ijk->ij", difference, difference)
            w = KERNEL[i] * KERNEL[j] * np.exp(-w)
            total += w[..., None] * wide_light[window]
            weights += w
    return total / weights[..., None], weights


def denoise(colour, albedo, normal, levels=4, strength=1.0):
    """Filtered colour; all inputs are linear (height, width, 3) arrays."""
    colour, albedo, normal = (x.astype(np.float32) for x in (colour, albedo, normal))
    albedo = np.maximum(albedo, 0.02)
    light = colour / albedo
    # Everything a weight depends on, scaled so that one squared distance serves.
    log_tint = np.log(albedo.mean(axis=2))
    noise = relative_noise(light) * strength
    for level in range(levels):
        tolerance = max(3.0 * noise / (1 << level), 0.012)
        guide = np.log(np.maximum(_blur(light.mean(axis=2)), 1e-3))
        features = np.dstack([normal / 0.045, guide / tolerance, log_tint / 0.5])
        light, agreed = _step(light, features.astype(np.float32), 1 << level)
        if level == 0:
            lonely = np.clip((0.40 - agreed) / 0.15, 0, 1)
    # Pixels on edges are like none of their neighbours: they take a laxer mean.
    lax = np.dstack([normal / 0.5, log_tint / 0.7]).astype(np.float32)
    around = _step(_step(light, lax, 1)[0], lax, 1)[0]
    light += lonely[..., None] * (around - light)
    return light * albedo
