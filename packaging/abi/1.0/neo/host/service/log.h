/* SPDX-License-Identifier: Apache-2.0 */
/* Host service "log/1": where a plugin says what an operator should read. */
#ifndef NEO_HOST_SERVICE_LOG_H
#define NEO_HOST_SERVICE_LOG_H

#include <neo/host/abi.h>

#ifdef __cplusplus
extern "C" {
#endif

#define NEO_SERVICE_LOG_1 "log/1"

enum { NEO_LOG_DEBUG = 0, NEO_LOG_INFO = 1, NEO_LOG_WARNING = 2, NEO_LOG_ERROR = 3 };

typedef struct neo_log_1 {
    uint32_t struct_size;

    /* One line. `level` is one of the above, a host takes any other as the nearest. `component` names the part that
     * speaks ("recovery"). Never holds a secret or the content of a dataflow; may hold ids and what host or database
     * said. Must not call back into the plugin, and should return at once: requests wait for it.
     *
     * Statuses: none. What cannot be written is dropped.
     * Since: 1.0. Source: plugin/docs/architecture.md, decision 2. */
    void (*write)(void* context, int32_t level, neo_text component, neo_text message) NEO_NOEXCEPT;
} neo_log_1;

#ifdef __cplusplus
}
#endif

#endif
