#pragma once
/// libvips, for the .cpp files of this room only.

#include <memory>
#include <string_view>
#include <vips/vips8>

namespace toile::image {

struct ReleaseBlob {
  void operator()(VipsBlob* blob) const { vips_area_unref(reinterpret_cast<VipsArea*>(blob)); }
};

/// Bytes that libvips reads or made.
using Blob = std::unique_ptr<VipsBlob, ReleaseBlob>;

/// A view of `bytes`, which must outlive it.
inline Blob blob_of(std::string_view bytes) {
  return Blob(vips_blob_new(nullptr, bytes.data(), bytes.size()));
}

inline std::string_view bytes_of(const Blob& blob) {
  std::size_t size = 0;
  const void* data = vips_blob_get(blob.get(), &size);
  return {static_cast<const char*>(data), size};
}

/// Starts libvips the first time it is called, in a state fit for files from strangers: loaders that libvips
/// calls untrusted are blocked, nothing is cached, nothing is printed. Safe from several threads.
void start_vips();

}  // namespace toile::image
