#include "toile/data/zip_archive.hpp"

#include <zip.h>

#include <algorithm>

#include "toile/base/error.hpp"

namespace toile::data {
namespace {

constexpr std::uint64_t kMaxBytes = 1ULL << 30;
constexpr std::uint64_t kMostDeflated = 1032;  ///< bytes that a byte of a deflated entry can stand for
constexpr zip_int64_t kMaxEntries = 100'000;
constexpr zip_uint16_t kDate = (2024 - 1980) << 9 | 1 << 5 | 1;  ///< MS-DOS: year, month, day

struct FileCloser {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

[[noreturn]] void bad_archive(const std::string& why) {
  throw Error(ErrorKind::bad_file, why);
}

}  // namespace

void ZipArchive::Closer::operator()(zip* archive) const {
  zip_discard(archive);
}

ZipArchive::ZipArchive(std::span<const std::byte> bytes) {
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
  if (!source) throw std::bad_alloc();
  archive_.reset(zip_open_from_source(source, ZIP_RDONLY, nullptr));
  if (!archive_) {
    zip_source_free(source);
    bad_archive("it is no zip archive, or is cut short");
  }
  const zip_int64_t count = zip_get_num_entries(archive_.get(), 0);
  if (count > kMaxEntries) bad_archive("its zip archive has more than 100000 entries");
  std::uint64_t total = 0;
  for (zip_int64_t i = 0; i < count; ++i) {
    zip_stat_t info{};
    if (zip_stat_index(archive_.get(), static_cast<zip_uint64_t>(i), 0, &info) != 0)
      bad_archive("an entry of it is damaged");
    if (info.size > kMaxBytes - total) bad_archive("it holds more than 1 GiB");
    if (info.size / kMostDeflated > info.comp_size) bad_archive("an entry says that it is larger than it can be");
    total += info.size;
    names_.emplace_back(info.name);
  }
}

bool ZipArchive::contains(const std::string& name) const {
  return zip_name_locate(archive_.get(), name.c_str(), 0) >= 0;
}

std::vector<std::byte> ZipArchive::read(const std::string& name) const {
  zip_stat_t info{};
  if (zip_stat(archive_.get(), name.c_str(), 0, &info) != 0) bad_archive("it lacks the entry " + name);
  const std::unique_ptr<zip_file_t, FileCloser> file(zip_fopen_index(archive_.get(), info.index, 0));
  std::vector<std::byte> bytes(info.size);
  // One byte more is asked for at the end: only there libzip compares the checksum.
  std::byte beyond{};
  if (!file || zip_fread(file.get(), bytes.data(), bytes.size()) != static_cast<zip_int64_t>(bytes.size()) ||
      zip_fread(file.get(), &beyond, 1) != 0) {
    bad_archive("its entry " + name + " can't be unpacked");
  }
  return bytes;
}

std::string zip_of(const std::vector<ZipEntry>& entries) {
  const auto must = [](bool done) {
    if (!done) throw std::runtime_error("libzip can't make an archive");
  };
  zip_source_t* memory = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  must(memory != nullptr);
  zip_source_keep(memory);  // closing the archive lets go of it once
  zip_t* archive = zip_open_from_source(memory, ZIP_TRUNCATE, nullptr);
  must(archive != nullptr);
  for (const ZipEntry& entry : entries) {
    zip_source_t* bytes = zip_source_buffer(archive, entry.bytes.data(), entry.bytes.size(), 0);
    const zip_int64_t index = zip_file_add(archive, entry.name.c_str(), bytes, ZIP_FL_ENC_UTF_8);
    must(index >= 0 && zip_file_set_dostime(archive, static_cast<zip_uint64_t>(index), 0, kDate, 0) == 0);
    must(zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0) == 0);
  }
  must(zip_close(archive) == 0 && zip_source_open(memory) == 0);
  zip_source_seek(memory, 0, SEEK_END);
  std::string whole(static_cast<std::size_t>(zip_source_tell(memory)), '\0');
  zip_source_seek(memory, 0, SEEK_SET);
  must(zip_source_read(memory, whole.data(), whole.size()) == static_cast<zip_int64_t>(whole.size()));
  zip_source_close(memory);
  zip_source_free(memory);
  return whole;
}

}  // namespace toile::data
