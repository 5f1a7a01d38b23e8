#pragma once
/// All routes of the studio, each a method, a path with {words}, what body it takes, and a function.

#include <atomic>
#include <semaphore>
#include <stdexcept>
#include <string>
#include <vector>

#include "apps/server/call.hpp"
#include "apps/server/jobs.hpp"
#include "toile/studio/session.hpp"

namespace toile::server {

/// What a request may carry: 0, 1 MiB or 64 MiB.
enum class Takes { nothing, json, picture };

struct Route {
  std::string method;
  std::string path;  ///< "/api/patterns/{id}/vary"
  Takes takes;
  std::function<Answer(const Call&)> answer;
};
using Routes = std::vector<Route>;

/// What the routes work with.
struct Desk {
  studio::Session& session;
  Jobs& jobs;
  std::filesystem::path sheets;        ///< folder for files that jobs make
  std::counting_semaphore<> hands{2};  ///< pictures worked on at once, beside the jobs
  std::atomic<bool> closing = false;   ///< nothing is begun any more
};

/// What is asked of a studio that is about to end.
struct Closing : std::runtime_error {
  Closing() : std::runtime_error("the studio is closing; ask again in a moment") {}
};

/// All there are.
Routes all_routes(Desk& desk);

// One file each.
void add_page_routes(Routes& routes, Desk& desk);  ///< the document, categories, wardrobe
void add_pattern_routes(Routes& routes, Desk& desk);
void add_colour_routes(Routes& routes, Desk& desk);
void add_layout_routes(Routes& routes, Desk& desk);
void add_photo_routes(Routes& routes, Desk& desk);
void add_scan_routes(Routes& routes, Desk& desk);
void add_look_routes(Routes& routes, Desk& desk);
void add_item_routes(Routes& routes, Desk& desk);
void add_press_routes(Routes& routes, Desk& desk);
void add_job_routes(Routes& routes, Desk& desk);

/// The route that `method` and `path` name, with its {words}. Else a status: 404, or 405 where another method is known.
struct Found {
  const Route* route = nullptr;
  std::map<std::string, std::string> words = {};
  int status = 404;
};
Found find_route(const Routes& routes, const std::string& method, const std::string& path);

/// The item as JSON, with the addresses of its files.
Json to_json(const studio::Item& item);
Answer answer(const studio::Item& item, int status = 201);

/// ?title= of an upload, cut where it is too long; empty when there is none.
std::string title_in(const Call& call);

/// Starts the job and answers 202, 200 when it ends within `?wait=` seconds, or 429.
Answer start_job(Desk& desk, const Call& call, Lane lane, const std::string& what, Jobs::Work work);

/// What an exception means to HTTP; to be called inside a catch block.
Failure failure_in_hand();

/// Picture work in a request: waits for a free hand. Throws `Closing`.
class Hand {
 public:
  explicit Hand(Desk& desk);
  ~Hand() { desk_->hands.release(); }
  Hand(const Hand&) = delete;
  Hand& operator=(const Hand&) = delete;

 private:
  Desk* desk_;
};

}  // namespace toile::server
