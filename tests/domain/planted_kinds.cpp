#include "planted_secrets.hpp"

namespace neo::test {

namespace {

constexpr std::string_view lower = "abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view digits = "0123456789";
constexpr std::string_view hexadecimal = "0123456789abcdef";
constexpr std::string_view base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::string_view base36 = "abcdefghijklmnopqrstuvwxyz0123456789";
constexpr std::string_view base62 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
constexpr std::string_view base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view base64url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view typed = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789!#%*+-=?@^~";

// A kind that is a start and random characters.
SecretKind starting(std::string what, std::string name, std::string start, std::string_view characters,
                    std::size_t size) {
    return {std::move(what), std::move(name),
            [start, characters, size](Dice& dice) { return start + dice.of(characters, size); }};
}

SecretKind random(std::string what, std::string name, std::string_view characters, std::size_t size) {
    return starting(std::move(what), std::move(name), "", characters, size);
}

std::string uuid(Dice& dice) {
    return dice.of(hexadecimal, 8) + "-" + dice.of(hexadecimal, 4) + "-4" + dice.of(hexadecimal, 3) + "-a" +
           dice.of(hexadecimal, 3) + "-" + dice.of(hexadecimal, 12);
}

std::string pem(Dice& dice, const std::string& kind) {
    std::string text = "-----BEGIN " + kind + "-----\n";
    for (int line = 0; line < 12; ++line)
        text += dice.of(base64, 64) + "\n";
    return text + dice.of(base64, 22) + "==\n-----END " + kind + "-----\n";
}

// As people choose them.
std::string chosen(Dice& dice) {
    static const std::vector<std::string> words = {"Winter", "summer", "Berlin", "tiger", "Orchid", "falcon", "Monday"};
    std::string word = words[dice.below(words.size())];
    return word + std::to_string(1000 + dice.below(9000)) + dice.of("!#?*%", 1);
}

std::string jwt(Dice& dice) {
    return "eyJ" + dice.of(base64url, 33) + ".eyJ" + dice.of(base64url, 80) + "." + dice.of(base64url, 43);
}

std::vector<SecretKind> of_issuers() {
    return {
        starting("AWS access key", "accessKeyId", "AKIA", base32, 16),
        starting("GitHub token", "github_token", "ghp_", base62, 36),
        starting("GitHub fine-grained token", "GITHUB_TOKEN", "github_pat_", base62, 82),
        starting("GitLab token", "PRIVATE-TOKEN", "glpat-", base64url, 20),
        {"Slack bot token", "slackToken",
         [](Dice& dice) {
             return "xoxb-" + dice.of(digits, 12) + "-" + dice.of(digits, 13) + "-" + dice.of(base62, 24);
         }},
        starting("Stripe key", "stripeKey", "sk_live_", base62, 24),
        starting("Google API key", "apiKey", "AIza", base64url, 35),
        {"JSON Web Token", "jwt", jwt},
        {"RSA key", "privateKey", [](Dice& dice) { return pem(dice, "RSA PRIVATE KEY"); }},
        {"PKCS 8 key", "private_key", [](Dice& dice) { return pem(dice, "PRIVATE KEY"); }},
        starting("npm token", "npmToken", "npm_", base62, 36),
        {"SendGrid key", "SENDGRID_API_KEY",
         [](Dice& dice) { return "SG." + dice.of(base64url, 22) + "." + dice.of(base64url, 43); }},
        starting("OpenAI key", "openai_api_key", "sk-proj-", base64url, 64),
        starting("Anthropic key", "x-api-key", "sk-ant-api03-", base64url, 93),
        {"Telegram token", "botToken",
         [](Dice& dice) { return "7" + dice.of(digits, 9) + ":AA" + dice.of(base64url, 33); }},
        starting("Shopify token", "X-Shopify-Access-Token", "shpat_", hexadecimal, 32),
        starting("DigitalOcean token", "do_token", "dop_v1_", hexadecimal, 64),
        starting("Hugging Face token", "HF_TOKEN", "hf_", base62, 34),
        starting("Databricks token", "databricksToken", "dapi", hexadecimal, 32),
        starting("Notion token", "notionSecret", "ntn_", base62, 46),
        {"Slack webhook", "webhookUrl",
         [](Dice& dice) {
             return "https://hooks.slack.com/services/T" + dice.of(base32, 10) + "/B" + dice.of(base32, 10) + "/" +
                    dice.of(base62, 24);
         }},
        {"Discord webhook", "webhook",
         [](Dice& dice) {
             return "https://discord.com/api/webhooks/1" + dice.of(digits, 18) + "/" + dice.of(base64url, 68);
         }},
    };
}

std::vector<SecretKind> by_their_names() {
    return {
        {"password that a person chose", "password", chosen},
        random("password of a machine", "dbPassword", typed, 16),
        random("AWS secret", "aws_secret_access_key", base64, 40),
        random("client secret", "client_secret", base64url, 40),
        random("Twilio token", "auth_token", hexadecimal, 32),
        random("API key of letters and digits", "X-Api-Key", base36, 32),
        {"API key that is a UUID", "apikey", uuid},
        random("webhook secret", "x-webhook-secret", base62, 24),
        random("subscription key", "Ocp-Apim-Subscription-Key", hexadecimal, 32),
        random("refresh token", "refresh_token", base64url, 128),
        {"bearer token", "Authorization", [](Dice& dice) { return "Bearer " + dice.of(base64url, 43); }},
        {"basic credentials", "Authorization", [](Dice& dice) { return "Basic " + dice.of(base64, 30) + "=="; }},
        {"token without a scheme", "authorization", [](Dice& dice) { return dice.of(base62, 40); }},
    };
}

std::vector<SecretKind> in_addresses() {
    const auto user = [](Dice& dice) { return dice.of(lower, 6); };
    return {
        {"database address", "database",
         [user](Dice& dice) {
             return "postgresql://" + user(dice) + ":" + dice.of(base62, 16) + "@db.internal:5432/orders";
         }},
        {"database address with a chosen password", "mongo",
         [user](Dice& dice) {
             return "mongodb+srv://" + user(dice) + ":" + dice.of(lower, 9) + "@cluster0.example.net/app";
         }},
        {"address with a key", "url",
         [](Dice& dice) { return "https://api.weather.test/v3?units=metric&api_key=" + dice.of(hexadecimal, 32); }},
        {"address with a token", "url",
         [](Dice& dice) { return "https://api.crm.test/people?access_token=" + dice.of(base64url, 48) + "&page=2"; }},
        {"Azure address with a signature", "blob",
         [](Dice& dice) {
             return "https://files.blob.core.windows.net/in?sv=2024-11-04&se=2027-01-01&sr=c&sp=rl&sig=" +
                    dice.of(base62, 40) + "%2B" + dice.of(base62, 3) + "%3D";
         }},
        {"Azure connection", "storage",
         [](Dice& dice) {
             return "DefaultEndpointsProtocol=https;AccountName=files;AccountKey=" + dice.of(base64, 86) +
                    "==;EndpointSuffix=core.windows.net";
         }},
        {"SQL Server connection", "connection",
         [](Dice& dice) {
             return "Server=sql.internal,1433;Database=crm;User Id=app;Password=" + dice.of(base62, 14) + "7b;";
         }},
    };
}

}  // namespace

std::string Dice::of(std::string_view characters, std::size_t size) {
    std::string text;
    for (std::size_t at = 0; at < size; ++at)
        text.push_back(characters[below(characters.size())]);
    return text;
}

std::vector<SecretKind> secret_kinds() {
    std::vector<SecretKind> kinds = of_issuers();
    for (auto&& more : {by_their_names(), in_addresses()})
        kinds.insert(kinds.end(), more.begin(), more.end());
    return kinds;
}

}  // namespace neo::test
