// The home of the precompiled standard headers (see cmake/toile.cmake).
