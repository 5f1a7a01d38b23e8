#include "apps/server/routes.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <string_view>

#include "toile/base/error.hpp"
#include "toile/base/sentence.hpp"

namespace toile::server {
namespace {

constexpr std::size_t kLongestTitle = 200;
constexpr int kLongestWait = 25;  ///< seconds that a request may wait for a job
constexpr std::chrono::milliseconds kLook{100};

std::vector<std::string_view> parts_of(std::string_view path) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 1; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    parts.push_back(path.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

std::optional<std::map<std::string, std::string>> matched(std::string_view pattern, std::string_view path) {
  const auto wanted = parts_of(pattern), given = parts_of(path);
  if (wanted.size() != given.size()) return {};
  std::map<std::string, std::string> words;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i].starts_with('{')) {
      words[std::string(wanted[i].substr(1, wanted[i].size() - 2))] = given[i];
    } else if (wanted[i] != given[i]) {
      return {};
    }
  }
  return words;
}

int status_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::usage:
      return 400;
    case ErrorKind::not_found:
      return 404;
    case ErrorKind::bad_file:
      return 422;
    case ErrorKind::cannot_write:
      return 507;
    case ErrorKind::cancelled:
      return 409;
  }
  return 500;
}

}  // namespace

Routes all_routes(Desk& desk) {
  Routes routes;
  add_page_routes(routes, desk);
  add_pattern_routes(routes, desk);
  add_colour_routes(routes, desk);
  add_layout_routes(routes, desk);
  add_photo_routes(routes, desk);
  add_scan_routes(routes, desk);
  add_look_routes(routes, desk);
  add_item_routes(routes, desk);
  add_press_routes(routes, desk);
  add_job_routes(routes, desk);
  return routes;
}

Found find_route(const Routes& routes, const std::string& method, const std::string& path) {
  Found found;
  const std::string known = method == "HEAD" ? "GET" : method;
  for (const Route& route : routes) {
    auto words = matched(route.path, path);
    if (!words) continue;
    if (route.method == known) return {.route = &route, .words = std::move(*words), .status = 200};
    found.status = 405;
  }
  return found;
}

Json to_json(const studio::Item& item) {
  Json files = Json::Object{};
  for (const auto& [role, name] : item.files) files.set(role, "/api/items/" + item.id + "/files/" + role);
  const auto size = [&](const char* side) {
    const Json* value = item.note.find(side);
    return value ? *value : Json(0);
  };
  return Json::Object{{"id", item.id},
                      {"kind", item.kind},
                      {"created", item.created},
                      {"favourite", item.favourite},
                      {"trashed", item.trashed == 0 ? Json() : Json(item.trashed)},
                      {"parent", item.parent.empty() ? Json() : Json(item.parent)},
                      {"width", size("width")},
                      {"height", size("height")},
                      {"note", item.note},
                      {"files", std::move(files)}};
}

Answer answer(const studio::Item& item, int status) {
  return answer(to_json(item), status);
}

std::string title_in(const Call& call) {
  const auto title = call.query.find("title");
  if (title == call.query.end()) return {};
  std::size_t length = std::min(title->second.size(), kLongestTitle);
  while (length < title->second.size() && length > 0 && (title->second[length] & 0xc0) == 0x80) --length;
  return title->second.substr(0, length);
}

Answer start_job(Desk& desk, const Call& call, Lane lane, const std::string& what, Jobs::Work work) {
  if (desk.closing) throw Closing();
  const auto seconds = call.number("wait", 0, 0, kLongestWait);
  const std::string id = desk.jobs.start(lane, what, std::move(work));
  if (id.empty()) {
    Answer busy = refusal(429, "the studio has its hands full; try again in a few seconds");
    busy.headers.emplace_back("Retry-After", "2");
    return busy;
  }
  const auto job = desk.jobs.wait_for_end(id, static_cast<double>(seconds));
  if (!job) return refusal(410, "this job is over and forgotten");
  Answer made = answer(job->to_json(), job->ended() ? 200 : 202);
  made.headers.emplace_back("Location", "/api/jobs/" + id);
  return made;
}

Hand::Hand(Desk& desk) : desk_(&desk) {
  while (!desk.hands.try_acquire_for(kLook)) {
    if (desk.closing) throw Closing();
  }
}

Failure failure_in_hand() {
  try {
    throw;
  } catch (const Closing& closing) {
    return {503, closing.what()};
  } catch (const Error& problem) {
    const bool disk = problem.kind() == ErrorKind::cannot_write;
    return {
        status_of(problem.kind()),
        problem.what() + std::string(disk ? "; make room on the disk, or open the studio with another --data" : "")};
  } catch (const std::bad_alloc&) {
    return {507, sentence_in_hand()};
  } catch (...) {
    return {500, sentence_in_hand()};
  }
}

}  // namespace toile::server
