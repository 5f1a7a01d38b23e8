#include "fuzz/target.hpp"
#include "toile/data/zip_archive.hpp"

const toile::fuzz::Target kZip("zip", [](std::string_view bytes) {
  const toile::data::ZipArchive archive(toile::fuzz::as_bytes(bytes));
  for (const std::string& name : archive.names()) archive.read(name);
});
