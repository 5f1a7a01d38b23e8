#include "toile/base/sentence.hpp"

#include <filesystem>
#include <new>

#include "toile/base/error.hpp"

namespace toile {

std::string sentence_in_hand() {
  try {
    throw;
  } catch (const Error& problem) {
    return problem.what();
  } catch (const std::bad_alloc&) {
    return "there is not enough memory for this; try a smaller size";
  } catch (const std::filesystem::filesystem_error& problem) {
    return "can't use " + problem.path1().string() + ": " + problem.code().message();
  } catch (const std::exception& problem) {
    return std::string("something went wrong inside: ") + problem.what();
  } catch (...) {
    return "something went wrong inside";
  }
}

}  // namespace toile
