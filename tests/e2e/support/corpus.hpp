// The public documents that the tests promote, as raw text.
#pragma once

#include "platform.hpp"

#include <string>
#include <vector>

namespace neo::e2e {

struct CorpusDocument {
    std::string file;
    int line = 0;
    std::string name;
    std::string url;
    std::string method;
    std::string tags;         // JSON text
    std::string blocks;       // JSON text
    std::string connections;  // JSON text
};

// Every document of the folder in environment NEO_CORPUS_DIR, else ../shared/corpus beside the checkout. Throws if it
// is not there or empty.
std::vector<CorpusDocument> read_corpus();

// The documents as approved dataflows: each file in an organization of its own ("source-" and the file's name without
// its ending), since a trigger is unique in an organization only.
std::vector<TestDataflow> as_dataflows(const std::vector<CorpusDocument>& documents);

}  // namespace neo::e2e
