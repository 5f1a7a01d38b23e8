#include "fuzz/target.hpp"
#include "toile/data/zip_archive.hpp"

void read_bytes(std::string_view bytes) {
  const toile::data::ZipArchive archive(toile::fuzz::as_bytes(bytes));
  for (const std::string& name : archive.names()) archive.read(name);
}
