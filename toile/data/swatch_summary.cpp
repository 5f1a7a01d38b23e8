#include "toile/data/swatch_summary.hpp"

namespace toile::data {
namespace {

const char* word(Why why) {
  switch (why) {
    case Why::unreadable:
      return "unreadable";
    case Why::tiny:
      return "tiny";
    case Why::flat:
      return "flat";
    case Why::duplicate:
      return "duplicate";
    case Why::held_out:
      return "held out";
  }
  return "";
}

}  // namespace

std::size_t PrepareSummary::swatches() const {
  std::size_t sum = 0;
  for (const PreparedCategory& category : categories) sum += category.swatches;
  return sum;
}

std::size_t PrepareSummary::failed() const {
  std::size_t count = 0;
  for (const PassedOver& one : passed_over) count += one.failed;
  for (const PreparedCategory& category : categories) {
    for (const Dropped& one : category.dropped) count += one.why == Why::unreadable;
  }
  return count;
}

Json to_json(const PrepareSummary& summary) {
  Json::Array passed_over;
  for (const PassedOver& one : summary.passed_over) {
    passed_over.push_back(Json::Object{{"file", one.name}, {"sentence", one.sentence}});
  }
  Json::Array categories;
  for (const PreparedCategory& category : summary.categories) {
    Json::Array dropped;
    for (const Dropped& d : category.dropped) {
      dropped.push_back(Json::Object{{"file", d.file}, {"why", word(d.why)}, {"sentence", d.sentence}});
    }
    categories.push_back(Json::Object{{"category", category.name},
                                      {"pictures", category.pictures},
                                      {"kept", category.kept},
                                      {"swatches", category.swatches},
                                      {"dropped", std::move(dropped)}});
  }
  return Json::Object{
      {"size", summary.size},       {"swatches", summary.swatches()},        {"loose", summary.loose},
      {"failed", summary.failed()}, {"passed_over", std::move(passed_over)}, {"categories", std::move(categories)}};
}

}  // namespace toile::data
