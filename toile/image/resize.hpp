#pragma once
/// Geometry of whole pictures. What is resampled keeps its size in print: its resolution changes with its pixels.

#include "toile/image/image.hpp"

namespace toile::image {

/// The part of `image` that starts at (x, y); it must lie inside.
Image crop(const Image& image, int x, int y, int width, int height);

/// `tile` cut elsewhere: what was at (0, 0) is at (right, down), and what leaves at one edge comes in at the other.
Image roll(const Image& tile, int right, int down);

/// `image` laid on a plain colour: no alpha any more.
Image on_colour(const Image& image, std::array<std::uint8_t, 3> colour);

/// Resampled to exactly this size with a Lanczos-3 kernel (area-aware when shrinking), in sRGB values;
/// colours are weighted by alpha.
Image resize(const Image& image, int width, int height);

/// As `resize`, for a picture that repeats: samples wrap around, so a seamless tile stays seamless.
Image resize_tile(const Image& tile, int width, int height);

/// Resampled bilinearly (area-aware when shrinking); coverage never overshoots.
Mask resize(const Mask& mask, int width, int height);

/// Pictures of one size on a grid with `gap` white pixels between, `columns` a row: a contact sheet.
Image contact_sheet(const std::vector<Image>& pictures, int columns, int gap = 4);

}  // namespace toile::image
