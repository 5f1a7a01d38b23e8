#pragma once
/// Pictures compared under all shifts, by fast Fourier transforms.

#include <complex>
#include <cstdint>
#include <vector>

#include "toile/image/image.hpp"

namespace toile::evaluate {

/// The height of the strongest peak of the picture's autocorrelation away from zero, 0..1: near 1 for a strict lattice,
/// near 0 where nothing repeats. Luminance at 128 x 128 pixels without slow trends; the correlation is linear, not
/// circular, so that a swatch and a tile are treated alike; a peak is a local maximum 5 to 64 pixels from zero.
double lattice_regularity(const Image& picture);

/// A picture of 64 x 64 pixels as the spectra of its red, green and blue, each brought to mean zero, together to
/// length one.
struct Spectrum {
  std::vector<std::complex<float>> values;
};
Spectrum spectrum_of(const Image& picture);

/// The largest correlation of two pictures under all circular shifts, -1..1: 1 for a shifted copy.
double shifted_likeness(const Spectrum& a, const Spectrum& b);

/// Which ink lies where on a picture of 64 x 64 pixels: a spectrum for each ink's places.
struct InkSpectra {
  std::vector<std::vector<std::complex<float>>> inks;
  std::vector<double> shares;  ///< of the picture, each ink's
};
/// `ink` has 64 x 64 places among `inks` (1 to 16), row-major.
InkSpectra ink_spectra_of(const std::vector<std::uint8_t>& ink, int inks);

/// How well two pictures agree under the best circular shift and the best pairing of their inks: Cohen's kappa, 1 for a
/// shifted copy in other colours, 0 for what chance does.
double inks_likeness(const InkSpectra& a, const InkSpectra& b);

}  // namespace toile::evaluate
