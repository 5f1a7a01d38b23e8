#pragma once
/// Small systems of linear equations.

#include <vector>

namespace toile::scan {

/// x of `matrix` x = `right`, n x n by rows (Gauss, largest pivots). A row that says nothing leaves its unknown at 0.
std::vector<double> solved(std::vector<double> matrix, std::vector<double> right);

}  // namespace toile::scan
