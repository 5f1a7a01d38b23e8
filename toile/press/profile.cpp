#include "toile/press/profile.hpp"

#include <lcms2.h>

#include <algorithm>
#include <array>
#include <type_traits>
#include <vector>

#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/base/parallel.hpp"
#include "toile/image/resize.hpp"
#include "toile/press/memory_tiff.hpp"
#include "toile/press/srgb_profile.hpp"

namespace toile::press {
namespace {

constexpr std::uint64_t kMostBytes = 64ULL << 20;
constexpr const char* kCmykProfiles[] = {
    "/usr/share/scribus/profiles/ISOcoated_v2_300_bas.icc",
    "/usr/share/color/icc/ghostscript/default_cmyk.icc",
};

struct Close {
  void operator()(void* profile) const { cmsCloseProfile(profile); }
};
using Opened = std::unique_ptr<std::remove_pointer_t<cmsHPROFILE>, Close>;

struct Delete {
  void operator()(void* transform) const { cmsDeleteTransform(transform); }
};
using Transform = std::unique_ptr<std::remove_pointer_t<cmsHTRANSFORM>, Delete>;

struct DeleteContext {
  void operator()(std::remove_pointer_t<cmsContext>* context) const { cmsDeleteContext(context); }
};
using Context = std::unique_ptr<std::remove_pointer_t<cmsContext>, DeleteContext>;

Opened opened(const std::string& bytes, cmsContext context = nullptr) {
  return Opened(cmsOpenProfileFromMemTHR(context, bytes.data(), static_cast<cmsUInt32Number>(bytes.size())));
}

cmsUInt32Number intent_of(Intent intent) {
  return intent == Intent::perceptual ? INTENT_PERCEPTUAL : INTENT_RELATIVE_COLORIMETRIC;
}

cmsUInt32Number format_of(Profile::Space space) {
  switch (space) {
    case Profile::Space::grey:
      return TYPE_GRAY_8;
    case Profile::Space::cmyk:
      return TYPE_CMYK_8;
    case Profile::Space::rgb:
      break;
  }
  return TYPE_RGB_8;
}

int channels_of(Profile::Space space) {
  return space == Profile::Space::grey ? 1 : space == Profile::Space::rgb ? 3 : 4;
}

Transform checked(cmsHTRANSFORM transform, const Profile& profile) {
  if (transform == nullptr) {
    throw Error(ErrorKind::bad_file, "the profile " + profile.name() +
                                         " can't be printed by: it says nothing of how sRGB "
                                         "becomes its colours");
  }
  return Transform(transform);
}

/// Each pixel by the profile's own tables. Little CMS would otherwise look 8-bit pictures up in a coarse grid made of
/// them, which is up to 7 of 255 steps off. Its cache of the last pixel can't be shared among threads.
constexpr cmsUInt32Number kExact = cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_NOOPTIMIZE | cmsFLAGS_NOCACHE;

/// Every row of sRGB as `channels` bytes a pixel. What is like its left neighbour is converted with it.
std::string run(const Transform& transform, const Image& picture, int channels) {
  const std::size_t width = static_cast<std::size_t>(picture.width), row = width * channels;
  std::string to(row * picture.height, '\0');
  for_rows(picture.height, [&](int first, int last) {
    std::vector<std::uint8_t> colours(3 * width);
    std::vector<char> converted(row);
    for (int y = first; y < last; ++y) {
      const std::uint8_t* from = picture.at(0, y);
      const auto begins = [&](std::size_t x) {
        return x == 0 || !std::equal(from + 3 * x, from + 3 * x + 3, from + 3 * x - 3);
      };
      std::size_t count = 0;
      for (std::size_t x = 0; x < width; ++x) {
        if (begins(x)) std::copy_n(from + 3 * x, 3, colours.data() + 3 * count++);
      }
      cmsDoTransform(transform.get(), colours.data(), converted.data(), static_cast<cmsUInt32Number>(count));
      char* out = to.data() + row * y;
      std::size_t next = 0;
      for (std::size_t x = 0; x < width; ++x) {
        next += begins(x);
        std::copy_n(converted.data() + channels * (next - 1), channels, out + channels * x);
      }
    }
  });
  return to;
}

Image on_paper(const Image& picture) {
  return picture.alpha.empty() ? picture : image::on_colour(picture, {255, 255, 255});
}

}  // namespace

Intent intent_named(const std::string& name) {
  if (name == "relative") return Intent::relative;
  if (name == "perceptual") return Intent::perceptual;
  throw Error(ErrorKind::usage, "intent is " + name + "; it must be relative or perceptual");
}

Profile::Profile(std::string bytes, const std::string& file) : bytes_(std::move(bytes)) {
  const Opened profile = opened(bytes_);
  if (!profile) throw Error(ErrorKind::bad_file, file + " is no ICC profile, or a damaged one");
  const cmsProfileClassSignature kind = cmsGetDeviceClass(profile.get());
  if (kind != cmsSigOutputClass && kind != cmsSigDisplayClass && kind != cmsSigColorSpaceClass) {
    throw Error(ErrorKind::bad_file,
                file + " describes a scanner, a camera or a link; a printer's or a screen's profile is needed");
  }
  switch (cmsGetColorSpace(profile.get())) {
    case cmsSigGrayData:
      space_ = Space::grey;
      break;
    case cmsSigRgbData:
      space_ = Space::rgb;
      break;
    case cmsSigCmykData:
      space_ = Space::cmyk;
      break;
    default:
      throw Error(ErrorKind::bad_file, file + " is of another colour space than grey, RGB or CMYK");
  }
  std::array<char, 256> text{};
  cmsGetProfileInfoASCII(profile.get(), cmsInfoDescription, "en", "US", text.data(), text.size());
  name_ = text.data();
  if (name_.empty()) name_ = file;
}

Profile Profile::open(const std::filesystem::path& path) {
  return {read_file(path, kMostBytes), path.string()};
}

Profile Profile::read(std::string bytes, const std::string& name) {
  return {std::move(bytes), name};
}

Profile Profile::srgb() {
  return {srgb_profile(), "sRGB"};
}

std::optional<std::filesystem::path> installed_cmyk_profile() {
  for (const char* path : kCmykProfiles) {
    if (std::filesystem::exists(path)) return path;
  }
  return {};
}

std::string converted(const Image& picture, const Profile& profile, Intent intent) {
  const Opened from(cmsCreate_sRGBProfile()), to = opened(profile.bytes());
  const Transform transform = checked(
      cmsCreateTransform(from.get(), TYPE_RGB_8, to.get(), format_of(profile.space()), intent_of(intent), kExact),
      profile);
  return run(transform, on_paper(picture), channels_of(profile.space()));
}

std::string tiff_in(const Image& picture, const Profile& profile, Intent intent, double dpi) {
  std::string pixels = converted(picture, profile, intent);
  const int channels = channels_of(profile.space());
  MemoryTiff tiff(picture.width, picture.height, channels, dpi);
  tiff.set(TIFFTAG_PHOTOMETRIC, profile.space() == Profile::Space::cmyk   ? PHOTOMETRIC_SEPARATED
                                : profile.space() == Profile::Space::grey ? PHOTOMETRIC_MINISBLACK
                                                                          : PHOTOMETRIC_RGB);
  if (profile.space() == Profile::Space::cmyk) tiff.set(TIFFTAG_INKSET, INKSET_CMYK);
  tiff.set_profile(profile.bytes());
  const std::size_t row = static_cast<std::size_t>(picture.width) * channels;
  for (int y = 0; y < picture.height; ++y) tiff.write_row(reinterpret_cast<std::uint8_t*>(pixels.data()) + row * y, y);
  return tiff.finished();
}

SoftProof soft_proof(const Image& picture, const Profile& profile, Intent intent) {
  const Context context(cmsCreateContext(nullptr, nullptr));
  // marks nobody's colour: told apart from a real one by the transform that marks nothing
  const std::array<cmsUInt16Number, cmsMAXCHANNELS> alarm{0xffff, 0, 0xffff};
  cmsSetAlarmCodesTHR(context.get(), alarm.data());
  const Opened srgb(cmsCreate_sRGBProfileTHR(context.get())), printer = opened(profile.bytes(), context.get());
  const auto proof = [&](cmsUInt32Number more) {
    const Transform transform =
        checked(cmsCreateProofingTransformTHR(context.get(), srgb.get(), TYPE_RGB_8, srgb.get(), TYPE_RGB_8,
                                              printer.get(), INTENT_RELATIVE_COLORIMETRIC, intent_of(intent),
                                              cmsFLAGS_SOFTPROOFING | kExact | more),
                profile);
    return run(transform, on_paper(picture), 3);
  };
  const std::string plain = proof(0), marked = proof(cmsFLAGS_GAMUTCHECK);
  SoftProof result{
      .picture = {.width = picture.width, .height = picture.height, .rgb = {plain.begin(), plain.end()}, .alpha = {}},
      .out_of_gamut = Mask::filled(picture.width, picture.height, 0)};
  std::size_t count = 0;
  for (std::size_t i = 0; i < picture.pixels(); ++i) {
    if (plain.compare(3 * i, 3, marked, 3 * i, 3) == 0) continue;
    result.out_of_gamut.cover[i] = 255;
    ++count;
  }
  result.unreachable = static_cast<double>(count) / static_cast<double>(picture.pixels());
  return result;
}

Image marked(SoftProof proof) {
  constexpr std::array<std::uint8_t, 3> kMark{255, 0, 255};
  for (std::size_t i = 0; i < proof.picture.pixels(); ++i) {
    if (proof.out_of_gamut.cover[i] != 0) std::copy_n(kMark.data(), 3, proof.picture.rgb.data() + 3 * i);
  }
  return std::move(proof.picture);
}

}  // namespace toile::press
