/* SPDX-License-Identifier: Apache-2.0 */
/* Hook "http/1": the REST API (plugin/hooks/openapi.json) and the portal, under {host}/extensions/neo.
 *
 * Source: P1 to P7. */
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

/* Where an answer goes that is told piece by piece, so that neither side ever holds all of it. It stands in the place
 * of the responder: begin in the place of respond, once, then the pieces; the answer ends when handle returns. Of
 * respond and begin the first counts. All three are called on the thread that called handle and before that returns.
 * The host owns the table; it is valid until then.
 *
 * Since: 1.1. */
typedef struct neo_http_stream {
    uint32_t struct_size;
    void* context; /* first argument of the functions below */

    /* Takes status and headers, which are borrowed for this call and are what respond takes. There is a "content-type";
     * the host tells the length in its own way. A host that has no room for another stream answers 503 instead, and
     * takes no piece. May block as write does.
     *
     * Statuses: none. Whether anybody takes the pieces is what write answers.
     * Since: 1.1. */
    void (*begin)(void* context, int32_t status, const neo_http_header* headers, size_t header_count) NEO_NOEXCEPT;

    /* Takes the next piece of the body, which is borrowed for this call, and blocks until the client has room for it:
     * no longer than the host waits for a client that takes nothing. A piece of any size will do, an empty one is none;
     * each may go out by itself, so some ten KiB cost least.
     *
     * Statuses: none. It answers 1: go on; or 0: nobody takes what follows, and all of it is thrown away, because the
     * client is gone, the host stops, the answer was cut, or is one without a body (to HEAD, 204, 304), or never began.
     * Since: 1.1. */
    int32_t (*write)(void* context, neo_text piece) NEO_NOEXCEPT;

    /* The answer will not be whole: the connection is broken off, so that nobody takes what came for all of it. Before
     * begin it does nothing: there is still time to respond.
     *
     * Statuses: none.
     * Since: 1.1. */
    void (*cut)(void* context) NEO_NOEXCEPT;
} neo_http_stream;

/* The host authenticates and refuses cross-site requests; the plugin believes `user`. It keeps credentials to itself:
 * the plugin needs neither Authorization nor Cookie. */
typedef struct neo_http_request {
    uint32_t struct_size;
    neo_text method; /* upper case */
    neo_text target; /* path below the mount, with its query, as it was sent: "/api/v1/promotions?limit=5" */
    neo_text user;   /* id of the authenticated user; empty: nobody, which the API answers with 401 */
    const neo_http_header* headers; /* may be NULL when header_count is 0 */
    size_t header_count;
    neo_text body;                 /* whole; what this plugin's routes take is below 64 KiB */
    const neo_http_stream* stream; /* for a long answer; NULL: this host takes whole ones only. Since: 1.1 */
} neo_http_request;
#define NEO_HTTP_REQUEST_1_0_SIZE NEO_SIZE_THROUGH(neo_http_request, body)

typedef struct neo_http_responder {
    void* context;

    /* Takes the answer, all of which is borrowed for this call. It is called once, unless the request's stream begins,
     * on the thread that called handle and before that returns; should a plugin call it again, the host keeps the
     * first. `status` is 200 to 599; a host answers 500 in the place of any other. Names of headers are in lower case;
     * there is a "content-type" where there is a body, and none that belongs to the connection (content-length,
     * transfer-encoding, connection). With 204 and 304 the body is empty. The size of a body has no limit; contents of
     * 8 MiB go out in one.
     *
     * Statuses: none. What the host cannot pass on is its own affair.
     * Since: 1.0. */
    void (*respond)(void* context, int32_t status, const neo_http_header* headers, size_t header_count,
                    neo_text body) NEO_NOEXCEPT;
} neo_http_responder;

typedef struct neo_http_1 {
    uint32_t struct_size;

    /* Constant: the path under which the host serves this hook, "/extensions/neo". Terminated; owned by the plugin. */
    const char* mount;

    /* Serves one request; always answers, through `responder` or through the request's stream, and blocks for as long
     * as the work takes. HEAD is answered as GET, with the body: the host leaves that out and keeps its length. What
     * the plugin answers is 200 to 302, 304 where If-None-Match names the answer's entity tag, and from 400 on a
     * problem document (RFC 9457), but for text below /ui: 400 also for a request that is shorter than in release 1.0,
     * 503 also in a process that was forked off the one that started the plugin, 500 for a defect. What fails before a
     * stream begins is answered in the same way; what fails later cuts it.
     *
     * Statuses: none. Failure shows in the status of HTTP.
     * Since: 1.0. Source: P1. */
    void (*handle)(void* context, const neo_http_request* request, neo_http_responder responder) NEO_NOEXCEPT;
} neo_http_1;

#ifdef __cplusplus
}
#endif

#endif
