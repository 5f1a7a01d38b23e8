#include "toile/base/sentence.hpp"

#include <filesystem>
#include <new>
#include <system_error>

#include "toile/base/error.hpp"

namespace toile {

namespace {

constexpr const char* kNoMemory = "there is not enough memory for this; try a smaller size";

/// LibTorch and other libraries say so in exceptions of their own.
bool tells_of_memory(const std::string& text) {
  return text.find("allocate memory") != std::string::npos || text.find("out of memory") != std::string::npos ||
         text.find("not enough memory") != std::string::npos;
}

}  // namespace

std::string sentence_in_hand() {
  try {
    throw;
  } catch (const Error& problem) {
    return problem.what();
  } catch (const std::bad_alloc&) {
    return kNoMemory;
  } catch (const std::filesystem::filesystem_error& problem) {
    return "can't use " + problem.path1().string() + ": " + problem.code().message();
  } catch (const std::system_error& problem) {
    if (problem.code() == std::errc::resource_unavailable_try_again) {
      return "the machine gives no more threads: there are too many, or too little memory; try --threads 1";
    }
    return std::string("the system refuses something: ") + problem.what();
  } catch (const std::exception& problem) {
    if (tells_of_memory(problem.what())) return kNoMemory;
    return std::string("something went wrong inside: ") + problem.what();
  } catch (...) {
    return "something went wrong inside";
  }
}

}  // namespace toile
