#include "toile/studio/sha256.hpp"

#include <glib.h>

namespace toile::studio {

std::string sha256(const std::string& bytes) {
  gchar* text =
      g_compute_checksum_for_data(G_CHECKSUM_SHA256, reinterpret_cast<const guchar*>(bytes.data()), bytes.size());
  std::string hex = text;
  g_free(text);
  return hex;
}

}  // namespace toile::studio
