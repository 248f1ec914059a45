/* Hook "http/1": the REST API and the portal under {host}/extensions/neo (http-api). */
#ifndef NEO_HOST_HOOK_HTTP_H
#define NEO_HOST_HOOK_HTTP_H

#include <neo/host/abi.h>

#ifdef __cplusplus
extern "C" {
#endif

#define NEO_HOOK_HTTP_1 "http/1"

typedef struct neo_http_header {
    neo_text name; /* lower case */
    neo_text value;
} neo_http_header;

typedef struct neo_http_request {
    uint32_t struct_size;
    neo_text method; /* upper case */
    neo_text target; /* path below the mount, with its query, as it was sent: "/api/v1/promotions?limit=5" */
    neo_text user;   /* id of the authenticated user; empty: nobody. The host authenticates and checks CSRF */
    const neo_http_header* headers;
    size_t header_count;
    neo_text body;
} neo_http_request;
#define NEO_HTTP_REQUEST_1_0_SIZE NEO_SIZE_THROUGH(neo_http_request, body)

/* How the answer is given: exactly once, during the call. The host copies what it needs. */
typedef struct neo_http_responder {
    void* context;
    void (*respond)(void* context, int32_t status, const neo_http_header* headers, size_t header_count,
                    neo_text body) NEO_NOEXCEPT;
} neo_http_responder;

typedef struct neo_http_1 {
    uint32_t struct_size;

    /* Constant: the path under which the host serves this hook, "/extensions/neo". Terminated; owned by the plugin. */
    const char* mount;

    /* Serves one request. Always answers through `responder`; blocks for as long as the work takes. A request that is
     * shorter than in release 1.0 is answered with 400. */
    void (*handle)(void* context, const neo_http_request* request, neo_http_responder responder) NEO_NOEXCEPT;
} neo_http_1;

#ifdef __cplusplus
}
#endif

#endif
