#include "toile/compose/motif.hpp"

#include "toile/base/error.hpp"

namespace toile::compose {
namespace {

struct NamedRole {
  Role role;
  const char* name;
};

constexpr NamedRole kNamedRoles[] = {
    {Role::ground, "ground"}, {Role::main, "main"},     {Role::shade, "shade"},
    {Role::light, "light"},   {Role::accent, "accent"}, {Role::accent_shade, "accent-shade"},
    {Role::centre, "centre"}, {Role::leaf, "leaf"},     {Role::leaf_shade, "leaf-shade"},
    {Role::stem, "stem"},     {Role::line, "line"},
};

}  // namespace

std::string name_of(Role role) {
  for (const NamedRole& known : kNamedRoles) {
    if (known.role == role) return known.name;
  }
  return "";
}

Role role_named(const std::string& name) {
  for (const NamedRole& known : kNamedRoles) {
    if (known.name == name) return known.role;
  }
  throw Error(ErrorKind::bad_file, "there is no role " + name + " for an ink");
}

}  // namespace toile::compose
