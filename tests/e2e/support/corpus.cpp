#include "corpus.hpp"

#include <neo/host/cpp/json_text.hpp>

#include <boost/json/parse.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace neo::e2e {

namespace {

std::filesystem::path corpus_folder() {
    const char* value = std::getenv("NEO_CORPUS_DIR");
    const std::filesystem::path folder = value != nullptr ? value : NEO_CORPUS_BESIDE_CHECKOUT;
    if (!std::filesystem::is_directory(folder))
        throw std::runtime_error("no corpus of dataflow documents at " + folder.string() + "; set NEO_CORPUS_DIR");
    return folder;
}

std::string text(std::string_view json) {
    return boost::json::parse(json).as_string().c_str();
}

}  // namespace

std::vector<CorpusDocument> read_corpus() {
    namespace raw = sdk::json_text;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(corpus_folder()))
        if (entry.path().extension() == ".jsonl") files.push_back(entry.path());
    std::ranges::sort(files);
    std::vector<CorpusDocument> documents;
    for (const auto& path : files) {
        std::ifstream file(path);
        int line = 0;
        for (std::string document; std::getline(file, document);) {
            const auto trigger = raw::member(document, "trigger");
            documents.push_back(
                {path.stem().string(), ++line, text(raw::member(document, "name")), text(raw::member(trigger, "url")),
                 text(raw::member(trigger, "method")), std::string(raw::member(document, "tags")),
                 std::string(raw::member(document, "blocks")), std::string(raw::member(document, "connections"))});
        }
    }
    if (documents.empty()) throw std::runtime_error("the corpus at " + corpus_folder().string() + " is empty");
    return documents;
}

std::vector<TestDataflow> as_dataflows(const std::vector<CorpusDocument>& documents) {
    std::vector<TestDataflow> dataflows;
    for (const auto& document : documents) {
        TestVersion version;
        version.url = document.url;
        version.method = document.method;
        version.tags = document.tags;
        version.blocks = document.blocks;
        version.connections = document.connections;
        TestDataflow dataflow;
        dataflow.organization = "source-" + document.file;
        dataflow.id = document.file + "-" + std::to_string(document.line);
        dataflow.name = document.name;
        dataflow.versions = {version};
        dataflows.push_back(dataflow);
    }
    return dataflows;
}

}  // namespace neo::e2e
