// Jobs: how far they are, as an answer, a long poll or a stream of events; their files; cancelling.

#include <atomic>
#include <fstream>
#include <memory>

#include "apps/server/pictures.hpp"
#include "apps/server/routes.hpp"
#include "toile/base/error.hpp"
#include "toile/base/files.hpp"

namespace toile::server {
namespace {

constexpr int kLongestWait = 25;                 ///< seconds
constexpr double kHeartbeat = 10;                ///< seconds between lines of a stream that has nothing to say
constexpr int kMostStreams = 24;                 ///< each holds a connection
constexpr std::uintmax_t kSmallFile = 16 << 20;  ///< answered in one piece
constexpr std::size_t kPiece = 1 << 20;
std::atomic<int> open_streams = 0;

Answer gone(Desk& desk, const std::string& id) {
  if (desk.jobs.expired(id)) return refusal(410, "this job is over and forgotten; what it made is in the gallery");
  return refusal(404, "there is no such job; it may be from before the studio was started again");
}

Answer poll(Desk& desk, const Call& call) {
  const std::string& id = call.words.at("id");
  const auto patience = call.number("wait", 0, 0, kLongestWait);
  auto job = desk.jobs.view(id);
  if (job && patience > 0) job = desk.jobs.wait(id, job->version, static_cast<double>(patience));
  return job ? answer(job->to_json()) : gone(desk, id);
}

/// One open stream, for as long as somebody holds it.
struct OpenStream {
  OpenStream() { ++open_streams; }
  ~OpenStream() { --open_streams; }
  OpenStream(const OpenStream&) = delete;
  OpenStream& operator=(const OpenStream&) = delete;
};

Answer events(Desk& desk, const Call& call) {
  const std::string id = call.words.at("id");
  if (!desk.jobs.view(id)) return gone(desk, id);
  if (open_streams >= kMostStreams) return refusal(503, "too many pages watch jobs; close some");
  struct State {
    std::shared_ptr<OpenStream> open = std::make_shared<OpenStream>();
    std::uint64_t version = 0;
    bool first = true, over = false;
  };
  Answer stream{.type = "text/event-stream", .body = "", .headers = {{"Cache-Control", "no-store"}}};
  stream.stream = [&desk, id, state = std::make_shared<State>()]() -> std::optional<std::string> {
    if (state->over) return {};
    const auto job = state->first ? desk.jobs.view(id) : desk.jobs.wait(id, state->version, kHeartbeat);
    if (!job) return {};
    if (!state->first && job->version == state->version) return ": still there\n\n";
    state->first = false;
    state->version = job->version;
    state->over = job->ended();
    return "data: " + job->to_json().dump() + "\n\n";
  };
  return stream;
}

/// The file piece by piece: it may be larger than the memory.
std::function<std::optional<std::string>()> pieces_of(const std::filesystem::path& path) {
  const auto source = std::make_shared<std::ifstream>(path, std::ios::binary);
  if (!*source) throw Error(ErrorKind::not_found, "the job's file is no longer there");
  return [source]() -> std::optional<std::string> {
    std::string piece(kPiece, '\0');
    source->read(piece.data(), static_cast<std::streamsize>(piece.size()));
    piece.resize(static_cast<std::size_t>(source->gcount()));
    if (piece.empty()) return {};
    return piece;
  };
}

Answer result_of(Desk& desk, const Call& call) {
  const std::string& id = call.words.at("id");
  const auto job = desk.jobs.view(id);
  if (!job) return gone(desk, id);
  if (job->file.path.empty()) {
    return refusal(404, job->ended() ? "this job made no file" : "this job isn't done yet; its file comes at its end");
  }
  Answer made{.type = job->file.type,
              .body = "",
              .headers = {{"Content-Disposition", attachment(job->file.name)}, {"Cache-Control", "no-store"}}};
  std::error_code none;
  if (std::filesystem::file_size(job->file.path, none) <= kSmallFile) {
    made.body = read_file(job->file.path);
  } else {
    made.stream = pieces_of(job->file.path);
  }
  return made;
}

}  // namespace

void add_job_routes(Routes& routes, Desk& desk) {
  routes.push_back({"GET", "/api/jobs/{id}", Takes::nothing, [&desk](const Call& call) { return poll(desk, call); }});
  routes.push_back(
      {"GET", "/api/jobs/{id}/events", Takes::nothing, [&desk](const Call& call) { return events(desk, call); }});
  routes.push_back(
      {"GET", "/api/jobs/{id}/file", Takes::nothing, [&desk](const Call& call) { return result_of(desk, call); }});
  routes.push_back({"DELETE", "/api/jobs/{id}", Takes::nothing, [&desk](const Call& call) {
                      const std::string& id = call.words.at("id");
                      desk.jobs.cancel(id);
                      const auto job = desk.jobs.view(id);
                      return job ? answer(job->to_json()) : gone(desk, id);
                    }});
}

}  // namespace toile::server
