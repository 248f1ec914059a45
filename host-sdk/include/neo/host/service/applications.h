/* Host service "applications/1": the applications of an organization (T1, T2, T4). */
#ifndef NEO_HOST_SERVICE_APPLICATIONS_H
#define NEO_HOST_SERVICE_APPLICATIONS_H

#include <neo/host/abi.h>

#ifdef __cplusplus
extern "C" {
#endif

#define NEO_SERVICE_APPLICATIONS_1 "applications/1"

typedef struct neo_applications_1 {
    uint32_t struct_size;

    /* All applications of an organization in the order of their ids: {"items": [{"id", "name", "kind"}]}, kind being
     * "default", "middleware" or "custom". NEO_NOT_FOUND if there is no such organization. */
    neo_status (*list)(void* context, neo_text organization, neo_sink reply) NEO_NOEXCEPT;
} neo_applications_1;

#ifdef __cplusplus
}
#endif

#endif
