#include "planted_secrets.hpp"

namespace neo::test {

namespace {

constexpr char hexadecimal[] = "0123456789abcdef";

std::string json_string(std::string_view text) {
    return "\"" + json_escaped(text) + "\"";
}

// Every character as \uXXXX.
std::string all_escaped(std::string_view text) {
    std::string escaped;
    for (const char c : text)
        escaped.append("\\u00").append({hexadecimal[(c >> 4) & 15], hexadecimal[c & 15]});
    return "\"" + escaped + "\"";
}

std::string percent_encoded(std::string_view text) {
    std::string encoded;
    for (const char c : text) {
        const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0 ||
                           std::string_view("-_.~").find(c) != std::string_view::npos;
        encoded += plain ? std::string(1, c) : std::string{'%', hexadecimal[(c >> 4) & 15], hexadecimal[c & 15]};
    }
    return encoded;
}

// For a text in double quotes of a script.
std::string in_script(std::string_view text) {
    return json_escaped(text);
}

std::string pointer_part(std::string_view name) {
    std::string part;
    for (const char c : name)
        part += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    return part;
}

// A content whose second block has this config, and what the block has besides.
PlantedContent block(const std::string& config, const std::string& pointer, const std::string& more = "") {
    return {R"({"blocks": [{"id": "b1", "type": "http_request", "name": "First", "config": {"method": "GET"}},)"
            R"({"id": "b2", "type": "api_request", "name": "Second", "config": )" +
                config + more + R"(}], "connections": [{"from": "b1", "to": "b2"}]})",
            "/blocks/1" + pointer};
}

using Text = const std::string&;

// Text around a name and a value, as one member of the block.
Place text(std::string what, std::string member, std::function<std::string(Text name, Text value)> write) {
    return {std::move(what), [member, write](Text name, Text value) {
                return block("{" + json_string(member) + ": " + json_string(write(name, value)) + "}",
                             "/config/" + member);
            }};
}

std::vector<Place> in_members() {
    return {
        {"header",
         [](Text n, Text v) {
             return block("{}", "/headers/" + pointer_part(n),
                          R"(, "headers": {"Accept": "*/*", )" + json_string(n) + ": " + json_string(v) + "}");
         }},
        {"header before others",
         [](Text n, Text v) {
             return block("{}", "/headers/" + pointer_part(n),
                          R"(, "headers": {)" + json_string(n) + ": " + json_string(v) + R"(, "Accept": "*/*"})");
         }},
        {"config member",
         [](Text n, Text v) {
             return block("{" + json_string(n) + ": " + json_string(v) + "}", "/config/" + pointer_part(n));
         }},
        {"config member with a prefix",
         [](Text n, Text v) {
             return block("{" + json_string("crm_" + n) + ": " + json_string(v) + "}",
                          "/config/crm_" + pointer_part(n));
         }},
        {"member in capitals",
         [](Text n, Text v) {
             std::string name = n;
             for (char& c : name)
                 c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
             return block("{" + json_string(name) + ": " + json_string(v) + "}", "/config/" + pointer_part(name));
         }},
        {"nested member",
         [](Text n, Text v) {
             return block(R"({"options": {"auth": {"custom": {)" + json_string(n) + ": " + json_string(v) + "}}}}",
                          "/config/options/auth/custom/" + pointer_part(n));
         }},
        {"deeply nested member",
         [](Text n, Text v) {
             std::string open, close, pointer = "/config";
             for (int level = 0; level < 40; ++level) {
                 open += R"({"a": )";
                 close += "}";
                 pointer += "/a";
             }
             return block(open + "{" + json_string(n) + ": " + json_string(v) + "}" + close,
                          pointer + "/" + pointer_part(n));
         }},
        {"member with white space about",
         [](Text n, Text v) {
             return block("{\n\t" + json_string(n) + " \r\n:\t " + json_string(v) + "\n}",
                          "/config/" + pointer_part(n));
         }},
        {"escaped value",
         [](Text n, Text v) {
             return block("{" + json_string(n) + ": " + all_escaped(v) + "}", "/config/" + pointer_part(n));
         }},
        {"escaped name",
         [](Text n, Text v) {
             return block("{" + all_escaped(n) + ": " + json_string(v) + "}", "/config/" + pointer_part(n));
         }},
        {"value with white space around",
         [](Text n, Text v) {
             return block("{" + json_string(n) + ": " + json_string(" " + v + "\n") + "}",
                          "/config/" + pointer_part(n));
         }},
        {"nested block",
         [](Text n, Text v) {
             return block("{}", "/blocks/0/blocks/0/config/" + pointer_part(n),
                          R"(, "blocks": [{"id": "in", "blocks": [{"id": "inmost", "config": {)" + json_string(n) +
                              ": " + json_string(v) + "}}]}]");
         }},
        {"last member of many",
         [](Text n, Text v) {
             std::string members;
             for (int at = 0; at < 300; ++at)
                 members += "\"m" + std::to_string(at) + "\": \"plain text number " + std::to_string(at) + "\", ";
             return block("{" + members + json_string(n) + ": " + json_string(v) + "}", "/config/" + pointer_part(n));
         }},
        {"connection",
         [](Text n, Text v) {
             return PlantedContent{R"({"blocks": [{"id": "b1"}], "connections": [{"from": "b1", "to": "b1", )" +
                                       json_string(n) + ": " + json_string(v) + "}]}",
                                   "/connections/0/" + pointer_part(n)};
         }},
    };
}

std::vector<Place> in_lists() {
    return {
        {"name and value",
         [](Text n, Text v) {
             return block(R"({"headers": [{"name": "Accept", "value": "*/*"}, {"name": )" + json_string(n) +
                              R"(, "value": )" + json_string(v) + "}]}",
                          "/config/headers/1/value");
         }},
        {"value and name",
         [](Text n, Text v) {
             return block(R"({"headers": [{"value": )" + json_string(v) + R"(, "enabled": true, "name": )" +
                              json_string(n) + "}]}",
                          "/config/headers/0/value");
         }},
        {"key and value",
         [](Text n, Text v) {
             return block(R"({"parameters": [{"key": )" + json_string(n) + R"(, "value": )" + json_string(v) +
                              R"(, "type": "text"}]})",
                          "/config/parameters/0/value");
         }},
        {"assignments",
         [](Text n, Text v) {
             return block(R"({"assignments": {"assignments": [{"id": "a1", "name": )" + json_string(n) +
                              R"(, "type": "string", "value": )" + json_string(v) + "}]}}",
                          "/config/assignments/assignments/0/value");
         }},
        {"values by type",
         [](Text n, Text v) {
             return block(R"({"values": {"string": [{"name": )" + json_string(n) + R"(, "value": )" + json_string(v) +
                              R"(}], "number": [{"name": "limit", "value": 5}]}})",
                          "/config/values/string/0/value");
         }},
        {"change rule",
         [](Text n, Text v) {
             return block(R"({"rules": [{"t": "set", "p": )" + json_string(n) + R"(, "pt": "msg", "to": )" +
                              json_string(v) + R"(, "tot": "str"}]})",
                          "/config/rules/0/to");
         }},
        {"array under the name",
         [](Text n, Text v) {
             return block("{" + json_string(n) + ": [" + json_string(v) + "]}", "/config/" + pointer_part(n) + "/0");
         }},
        {"object with a value under the name",
         [](Text n, Text v) {
             return block("{" + json_string(n) + R"(: {"type": "string", "value": )" + json_string(v) + "}}",
                          "/config/" + pointer_part(n) + "/value");
         }},
        {"pair",
         [](Text n, Text v) {
             return block(R"({"headers": [["Accept", "*/*"], [)" + json_string(n) + ", " + json_string(v) + "]]}",
                          "/config/headers/1/1");
         }},
        {"flat pairs",
         [](Text n, Text v) {
             return block(R"({"rawHeaders": ["Accept", "*/*", )" + json_string(n) + ", " + json_string(v) + "]}",
                          "/config/rawHeaders/3");
         }},
    };
}

std::vector<Place> in_scripts() {
    return {
        text("constant in double quotes", "code",
             [](Text n, Text v) {
                 return "const fetch = require('node-fetch');\nconst config = {};\nconfig[\"" + n + "\"] = \"" +
                        in_script(v) + "\";\nreturn fetch(url);";
             }),
        text("constant in single quotes", "jsCode",
             [](Text n, Text v) {
                 return "// the settings\nconst settings = {\n  '" + n + "': '" + in_script(v) +
                        "',\n};\nreturn items;";
             }),
        text("constant in back quotes", "jsCode",
             [](Text n, Text v) { return "let s = {};\ns['" + n + "'] = `" + in_script(v) + "`;"; }),
        text("object literal on one line", "func",
             [](Text n, Text v) {
                 return "msg.headers = {\"Accept\": \"*/*\", \"" + n + "\": \"" + in_script(v) + "\"}; return msg;";
             }),
        text("call that sets a header", "code",
             [](Text n, Text v) { return "request.setRequestHeader(\"" + n + "\", \"" + in_script(v) + "\");"; }),
        text("default of a missing value", "code",
             [](Text n, Text v) { return "const value = input['" + n + "'] || '" + in_script(v) + "';"; }),
        text("comparison", "code",
             [](Text n, Text v) {
                 return "if (body['" + n + "'] !== '" + in_script(v) + "') { throw new Error('no'); }";
             }),
        text("minified script", "code",
             [](Text n, Text v) {
                 return "var a=1,o={x:2,\"" + n + "\":\"" + in_script(v) + "\",y:[1,2,3]};for(var i=0;i<3;i++){a+=i}";
             }),
        text("Python dictionary", "pythonCode",
             [](Text n, Text v) {
                 return "import requests\n\nheaders = {\n    '" + n + "': '" + in_script(v) +
                        "',\n}\nreturn requests.get(url, headers=headers)";
             }),
        text("PHP array", "script",
             [](Text n, Text v) { return "<?php $options = ['" + n + "' => '" + in_script(v) + "'];"; }),
        text("long script", "code",
             [](Text n, Text v) {
                 std::string code;
                 for (int line = 0; line < 400; ++line)
                     code += "total += items[" + std::to_string(line) + "].amount; // adds up\n";
                 return code + "const secretOnes = {\"" + n + "\": \"" + in_script(v) + "\"};\n" + code;
             }),
        text("commented out", "code",
             [](Text n, Text v) { return "return items;\n// headers[\"" + n + "\"] = \"" + in_script(v) + "\""; }),
    };
}

std::vector<Place> in_other_texts() {
    return {
        text("JSON within the JSON", "jsonBody",
             [](Text n, Text v) { return "{\n  \"user\": \"app\",\n  \"" + n + "\": \"" + json_escaped(v) + "\"\n}"; }),
        text("JSON on one line", "body",
             [](Text n, Text v) { return "{\"user\":\"app\",\"" + n + "\":\"" + json_escaped(v) + "\"}"; }),
        text("JSON within JSON within the JSON", "body",
             [](Text n, Text v) {
                 return "{\"inner\": \"" + json_escaped("{\"" + n + "\": \"" + json_escaped(v) + "\"}") + "\"}";
             }),
        text("address with a query", "url",
             [](Text n, Text v) {
                 return "https://api.partner.test/v1/orders?limit=10&" + n + "=" + percent_encoded(v) + "&page=1";
             }),
        text("form", "body",
             [](Text n, Text v) { return n + "=" + percent_encoded(v) + "&grant_type=client_credentials"; }),
        text("lines of an environment", "env",
             [](Text n, Text v) { return "HOST=api.partner.test\n" + n + "=" + v + "\nRETRIES=3\n"; }),
        text("YAML", "template",
             [](Text n, Text v) {
                 return "service:\n  url: https://api.partner.test\n  " + n + ": \"" + in_script(v) + "\"\n";
             }),
        text("YAML without quotes", "template",
             [](Text n, Text v) { return "service:\n  url: https://api.partner.test\n  " + n + ": " + v + "\n"; }),
        text("header lines", "raw",
             [](Text n, Text v) {
                 return "GET /v1 HTTP/1.1\r\nHost: api.partner.test\r\n" + n + ": " + v + "\r\nAccept: */*\r\n\r\n";
             }),
        text("curl", "command",
             [](Text n, Text v) {
                 return "curl -s -H 'Accept: */*' -H '" + n + ": " + v + "' https://api.partner.test/v1";
             }),
        text("curl in double quotes", "command",
             [](Text n, Text v) { return "curl -s -X POST -H \"" + n + ": " + v + "\" https://api.partner.test/v1"; }),
        text("command with an option", "command",
             [](Text n, Text v) { return "deploy --region eu --" + n + "=" + v + " --verbose"; }),
        text("exported variable", "command",
             [](Text n, Text v) { return "set -e\nexport " + n + "=\"" + v + "\"\n./run.sh"; }),
        text("XML element", "xml",
             [](Text n, Text v) { return "<settings><user>app</user><" + n + ">" + v + "</" + n + "></settings>"; }),
        text("note of a person", "info",
             [](Text n, Text v) {
                 return "Remember: for the partner's test we used " + n + ": " + v + " until March.";
             }),
        text("text in other scripts", "info",
             [](Text n, Text v) { return "設定 🚀 " + n + " = \"" + in_script(v) + "\" を使う"; }),
        text("properties file", "data",
             [](Text n, Text v) { return "service.user = app\nservice." + n + " = " + v + "\n"; }),
    };
}

}  // namespace

std::string json_escaped(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        if (c == '"' || c == '\\') escaped.push_back('\\');
        if (c == '\n' || c == '\r' || c == '\t')
            escaped.append(c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t");
        else
            escaped.push_back(c);
    }
    return escaped;
}

std::vector<Place> places() {
    std::vector<Place> all = in_members();
    for (auto&& more : {in_lists(), in_scripts(), in_other_texts()})
        all.insert(all.end(), more.begin(), more.end());
    return all;
}

}  // namespace neo::test
