#include "toile/press/ticket.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "toile/base/error.hpp"
#include "toile/image/file.hpp"
#include "toile/press/design_files.hpp"
#include "toile/press/ink_files.hpp"
#include "toile/press/material.hpp"
#include "toile/press/named_colour.hpp"
#include "toile/press/palette_file.hpp"
#include "toile/press/spec_sheet.hpp"
#include "toile/press/svg.hpp"
#include "toile/press/trap.hpp"

namespace toile::press {
namespace {

constexpr double kCmPerInch = 2.54;

using Files = std::vector<TicketFile>;

/// What the makers of files work with.
struct Work {
  const Print& print;
  const Ticket& ticket;
  std::vector<Plate> plates;
  double dpi;

  Files one(const std::string& ending, std::string bytes) const { return {{ticket.name + ending, std::move(bytes)}}; }
};

std::string plain(const std::string& name) {
  std::string safe;
  for (const char c : name) safe += std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
  return safe;
}

Profile profile_of(const Ticket& ticket) {
  if (ticket.profile) return *ticket.profile;
  if (const auto found = installed_cmyk_profile()) return Profile::open(*found);
  throw Error(ErrorKind::not_found, "no CMYK profile is installed: name the mill's own");
}

Files plates(const Work& work) {
  Files files;
  for (const Plate& plate : work.plates) {
    Mask cover = plate.cover;
    cover.dpi = work.dpi;
    const std::string name = fmt::format("{}_{:02}_{}.png", work.ticket.name, files.size() + 1, plain(plate.ink.name));
    files.push_back({name, image::encode_mask(name, cover)});
  }
  return files;
}

Files films(const Work& work) {
  Files files;
  for (const Plate& plate : work.plates) {
    files.push_back({fmt::format("{}_film_{:02}_{}.tif", work.ticket.name, files.size() + 1, plain(plate.ink.name)),
                     film(plate, work.print.width_cm, work.ticket.screen)});
  }
  return files;
}

Files proof(const Work& work) {
  SoftProof proof = soft_proof(pattern::rendered(work.print), profile_of(work.ticket), work.ticket.intent);
  proof.picture.dpi = proof.out_of_gamut.dpi = work.dpi;
  const std::string picture = work.ticket.name + "_proof.png", gamut = work.ticket.name + "_out_of_gamut.png";
  return {{picture, image::encode(picture, proof.picture)}, {gamut, image::encode_mask(gamut, proof.out_of_gamut)}};
}

Files spec(const Work& work) {
  const Ticket& ticket = work.ticket;
  return work.one("_spec.pdf", spec_sheet(work.print, {.design = ticket.name,
                                                       .repeat = ticket.repeat,
                                                       .date = ticket.date,
                                                       .colourways = ticket.colourways,
                                                       .book = ticket.book.empty() ? computed_book() : ticket.book,
                                                       .garment = ticket.garment}));
}

Files folder(const Work& work, const std::string& ending, const std::vector<data::ZipEntry>& entries) {
  Files files;
  for (const data::ZipEntry& entry : entries)
    files.push_back({work.ticket.name + ending + "/" + entry.name, entry.bytes});
  return files;
}

Files palette(const Work& work, const char* suffix) {
  return work.one(suffix, encode_palette(work.ticket.name + suffix, work.print.inks));
}

struct Maker {
  const char* kind;
  Files (*files)(const Work& work);
};

constexpr std::array kMakers = {
    Maker{"plates", plates},
    Maker{"png", [](const Work& w) { return w.one("_indexed.png", indexed_png(w.print, w.dpi)); }},
    Maker{"indexed-tif", [](const Work& w) { return w.one("_indexed.tif", indexed_tiff(w.print, w.dpi)); }},
    Maker{"tif", [](const Work& w) { return w.one("_spot.tif", spot_tiff(w.plates, w.dpi)); }},
    Maker{"psd", [](const Work& w) { return w.one("_spot.psd", multichannel_psd(w.plates, w.dpi)); }},
    Maker{"pdf", [](const Work& w) { return w.one("_spot.pdf", spot_pdf(w.plates, w.print.width_cm)); }},
    Maker{"pdfx",
          [](const Work& w) {
            return w.one("_x4.pdf",
                         spot_pdf_x4(w.plates, w.print.width_cm, {profile_of(w.ticket), w.ticket.name, w.ticket.date}));
          }},
    Maker{"svg", [](const Work& w) { return w.one(".svg", traced(w.print).text); }},
    Maker{"ora", [](const Work& w) { return w.one(".ora", open_raster(w.print)); }},
    Maker{"pat", [](const Work& w) { return w.one(".pat", gimp_pattern(w.print, w.ticket.name)); }},
    Maker{"ps-pat", [](const Work& w) { return w.one("_photoshop.pat", photoshop_pattern(w.print, w.ticket.name)); }},
    Maker{"ase", [](const Work& w) { return palette(w, ".ase"); }},
    Maker{"aco", [](const Work& w) { return palette(w, ".aco"); }},
    Maker{"gpl", [](const Work& w) { return palette(w, ".gpl"); }},
    Maker{"css", [](const Work& w) { return palette(w, ".css"); }},
    Maker{"cmyk",
          [](const Work& w) {
            return w.one("_cmyk.tif",
                         tiff_in(pattern::rendered(w.print), profile_of(w.ticket), w.ticket.intent, w.dpi));
          }},
    Maker{"proof", proof},
    Maker{"films", films},
    Maker{"spec", spec},
    Maker{"gltf", [](const Work& w) { return folder(w, "_gltf", gltf_material(w.print, w.ticket.name)); }},
    Maker{"u3m", [](const Work& w) { return folder(w, "_u3m", u3m_material(w.print, w.ticket.name)); }},
};

std::vector<Plate> plates_of(const Print& print, const Ticket& ticket) {
  std::vector<Plate> made = press::plates_of(print, ticket.ground);
  const double pixels_a_cm = print.width / print.width_cm;
  if (ticket.trap_cm > 0) made = trapped(std::move(made), ticket.trap_cm * pixels_a_cm);
  if (ticket.underbase_cm >= 0) made.insert(made.begin(), underbase(made, ticket.underbase_cm * pixels_a_cm));
  return made;
}

const Maker& maker_of(const std::string& kind) {
  const auto found = std::find_if(kMakers.begin(), kMakers.end(), [&](const Maker& m) { return m.kind == kind; });
  if (found != kMakers.end()) return *found;
  std::string list;
  for (const std::string& known : file_kinds()) list += (list.empty() ? "" : ", ") + known;
  throw Error(ErrorKind::usage, "there is no file called " + kind + "; there are " + list);
}

}  // namespace

std::vector<std::string> file_kinds() {
  std::vector<std::string> kinds;
  for (const Maker& maker : kMakers) kinds.emplace_back(maker.kind);
  return kinds;
}

void check_kind(const std::string& kind) {
  maker_of(kind);
}

std::vector<TicketFile> files_of(const Print& print, const Ticket& ticket, const std::function<void(int)>& on_kind) {
  std::vector<const Maker*> makers;
  for (const std::string& kind : ticket.files) makers.push_back(&maker_of(kind));
  const Work work{print, ticket, plates_of(print, ticket), print.width / print.width_cm * kCmPerInch};
  Files files;
  for (int i = 0; i < std::ssize(makers); ++i) {
    if (on_kind) on_kind(i);
    for (TicketFile& file : makers[static_cast<std::size_t>(i)]->files(work)) files.push_back(std::move(file));
  }
  return files;
}

}  // namespace toile::press
