// The patterns that hold where the configuration says nothing else. What an operator reads of them is in
// packaging/docs/findings.md.
#include "content_patterns.hpp"

namespace neo::domain {

namespace {

using List = PatternTexts::List;

List references() {
    return {
        R"(\$\{[^}]*\}?)",                                                                // ${config.NAME}, ${NAME}
        R"(\{\{)",                                                                        // {{…}} and ={{…}}
        R"(\$\()",                                                                        // $(…)
        R"(\$(?:env|vars|json|node|secrets|credentials|input)\b)",                        // $env.NAME
        R"(^=?\$[A-Za-z_]\w*$)",                                                          // $NAME
        R"(^%\w+%$)",                                                                     // %NAME%
        R"(<%|#\{|@\{|\[\[)",                                                             // templates of other kinds
        R"(\bprocess\.env\b|\bos\.environ\b|\bgetenv\b)",                                 // a program's environment
        R"((?i)^(?:vault|op|env|secret|secrets|ref|file|keyvault|ssm|awssm|gcpsm)://?)",  // a store of secrets
        R"((?i)^(?:vault|env|secret|secrets|ref):[A-Za-z])",
        R"(^arn:|^@Microsoft\.KeyVault|^!secret\b|^projects/[^/]+/secrets/)",
    };
}

List placeholders() {
    return {
        R"(<[^>]+>|\[[^\]]*\]|^\{[\w -]+\}$|\.\.\.|…|\*\*\*|•••)",  // <your-token>, [TOKEN], {token}, abc...
        R"(x{4,}|(?:^|[^a-z0-9])x{3,})",
        R"(your?[-_ ]|your|change[-_ ]?(?:me|it|this)|replace|place[-_ ]?holder|insert[-_ ]|put[-_ ]|enter[-_ ])",
        R"((?:^|[-_ ])(?:here|goes|todo|tbd|dummy|fake|sample|foo|bar)(?:$|[-_ \d]))",
        R"(example|redacted|hidden|masked|lorem|deadbeef|123456789|abcdefg|abc123)",
        R"(^(?:(?:my|the|a|some|new|old|test|user)[-_ ]?)?(?:pass(?:wd|word|phrase)?|pwd|secret|token|key|api[-_]?key)[-_]?\d{0,4}$)",
        R"(^(?:string|test|user|username|demo|abc|value|text)[-_]?\d{0,4}$)",
    };
}

// "…Password", "db_pwd", "X-Api-Key", "client_secret", "botToken", "Authorization", …
List secret_names() {
    return {
        R"(pass(?:word|wd|wort|phrase|code|key)|(?:\b|_|-)pass|(?-i:[a-z]Pass)|pwd|kennwort)",
        R"(secret|(?:api|secret|private|access|account|sign(?:ing)?|encryption|subscription|functions?|auth)[-_ ]?key)",
        R"((?:master|shared|storage|client|consumer|license|service|admin|app|webhook|hmac|aes|deploy|host|team)[-_ ]?key)",
        R"(token|authori[sz]ation|bearer|(?:\b|_|-)auth|credentials?|cookie)",
        R"(shared[-_ ]?access[-_ ]?(?:key|signature)|secret[-_ ]?key[-_ ]?base|\bx-key|sas[-_ ]?(?:url|key)|aws_secret|jwt|(?:\b|_|-)pat)",
    };
}

// Names are those under which their issuers document them.
List secret_values() {
    return {
        R"(\b((?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16})\b)",                                      // AWS
        R"(\b(gh[pousr]_[A-Za-z0-9]{36,})|\b(github_pat_\w{36,}))",                          // GitHub
        R"(\bgl(?:pat|dt|rt|cbt|ptt|ft|soat|agent|oas|imt|ffct)-[\w-]{20,})",                // GitLab
        R"(\bxox[a-z](?:\.xox[a-z])?-[A-Za-z0-9-]{10,}|\bxapp-\d-[A-Z0-9]+-\d+-[a-z0-9]+)",  // Slack
        R"(hooks\.slack\.com/(?:services|workflows|triggers)/([TE][A-Z0-9]{6,}/[\w/]{16,}))",
        R"(\b[rs]k_(?:live|test|prod)_[A-Za-z0-9]{16,}|\bwhsec_[A-Za-z0-9+/=]{24,})",  // Stripe
        R"(\bAIza[\w-]{35}|\bGOCSPX-[\w-]{20,}|\bya29\.[\w-]{20,}|\b1//0[\w-]{30,})",  // Google
        R"(\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{10,})",                                 // JSON Web Token
        R"(-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----((?:[\sA-Za-z0-9+/=\\:,-]|\\n){40,}))",
        R"(\bnpm_[A-Za-z0-9]{36}|\bpypi-[\w-]{50,}|\brubygems_[0-9a-f]{48}|\bdckr_[a-z]+_[\w-]{20,})",
        R"(\bSG\.[\w-]{16,}\.[\w-]{16,})",                                                          // SendGrid
        R"(\bSK[0-9a-f]{32}\b)",                                                                    // Twilio
        R"(\bsk-(?:[a-z]+-|[a-z]+-v1-)?[\w-]{20,})",                                                // OpenAI and kin
        R"(\b(?:gsk|r8|hf|xai|pplx|tvly|fc|nvapi|lsv2_pt|csk|dsk|jina)[_-][A-Za-z0-9_]{24,})",      // models
        R"([?&;]sig=([A-Za-z0-9%+/=_-]{30,}))",                                                     // Azure SAS
        R"(\bAccountKey=([A-Za-z0-9+/]{40,}={0,2})|\bSharedAccessKey=([A-Za-z0-9+/]{40,}={0,2}))",  // Azure
        R"(\b\d{8,10}:AA[\w-]{33})",                                                                // Telegram
        R"(\bkey-[0-9a-f]{32}\b|\b[0-9a-f]{32}-us\d{1,2}\b|\bxkeysib-[0-9a-f]{32,}[\w-]*)",         // mail
        R"(discord(?:app)?\.com/api/webhooks/\d+/([\w-]{40,}))",
        R"(webhook\.office\.com/webhookb2/([0-9a-f-]{36}@[0-9a-f/A-Z-]{36,}[\w/-]*))",
        R"(\bdo[opr]_v1_[0-9a-f]{64}|\bdapi[0-9a-f]{32}|\bhv[sbr]\.[\w-]{20,}|\b[\w]{14}\.atlasv1\.[\w-]{40,})",
        R"(\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}|\bsq0[a-z]{3}-[\w-]{22,}|\bATATT3[\w=-]{40,})",
        R"(\bpat[A-Za-z0-9]{14}\.[0-9a-f]{64}|\bsecret_[A-Za-z0-9]{40,}|\bntn_[A-Za-z0-9]{40,}|\bpat-[a-z]{2}\d-[0-9a-f-]{36})",
        R"(\blin_(?:api|oauth)_[A-Za-z0-9]{32,}|\bfigd_[\w-]{30,}|\bPMAK-[0-9a-f]{24}-[0-9a-f]{34})",
        R"(\bglsa_\w{32}_[0-9a-f]{8}|\bglc_[A-Za-z0-9+/=]{32,}|\bNRAK-[A-Z0-9]{27}|\bNRII-[\w-]{32})",
        R"(\bpscale_[a-z]+_[\w.=-]{32,}|\bsbp_[0-9a-f]{40}|\bdp\.[a-z]+\.[A-Za-z0-9]{40,}|\bAGE-SECRET-KEY-1[0-9A-Z]{58})",
        R"(\bEAA[A-Za-z]{1,3}[A-Za-z0-9]{60,}|\bsl\.[A-Z][\w-]{100,}|\bAPP_USR-[\w-]{30,}|\baccess_token\$\w+\$\w{16,})",
    };
}

}  // namespace

PatternTexts default_patterns() {
    PatternTexts texts;
    texts.references = references();
    texts.placeholders = placeholders();
    texts.secret_names = secret_names();
    texts.secret_values = secret_values();
    texts.needs_configuration = {
        R"(\$\{\s*config\.([A-Za-z_][\w-]*)\s*\})",    // ${config.CRM_TOKEN}
        R"(\$\{([A-Z][A-Z0-9_]{2,})\})",               // ${CRM_TOKEN}
        R"(\{\{\s*config\.([A-Za-z_][\w-]*)\s*\}\})",  // {{config.CRM_TOKEN}}
        R"(\$(?:env|vars|secrets)\.([A-Za-z_]\w*))",   // $env.CRM_TOKEN
    };
    texts.needs_helper = {R"((?:^|[^\w.$])helpers\.([A-Za-z_]\w*)\s*\()"};  // helpers.validateNumber(…)
    texts.needs_dataflow = {R"(\bdataflow:([A-Za-z0-9][\w.-]*))"};          // dataflow:welcome
    texts.helper_members = {"helpers?"};
    texts.dataflow_members = {"dataflow(?:_?id)?"};
    return texts;
}

}  // namespace neo::domain
