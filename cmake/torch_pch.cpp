// The home of the precompiled LibTorch header (see cmake/toile.cmake).
