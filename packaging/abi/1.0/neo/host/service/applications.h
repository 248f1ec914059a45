/* SPDX-License-Identifier: Apache-2.0 */
/* Host service "applications/1": the applications of an organization (T1, T2, T4).
 *
 * Source: plugin/docs/architecture.md, decision 2. */
#ifndef NEO_HOST_SERVICE_APPLICATIONS_H
#define NEO_HOST_SERVICE_APPLICATIONS_H

#include <neo/host/abi.h>

#ifdef __cplusplus
extern "C" {
#endif

#define NEO_SERVICE_APPLICATIONS_1 "applications/1"

typedef struct neo_applications_1 {
    uint32_t struct_size;

    /* All applications of an organization in the order of their ids, on one page: {"items": [{"id", "name", "kind"}]},
     * kind being "default", "middleware" or "custom". Only custom ones take promotions.
     *
     * Statuses:
     *  - NEO_OK           the applications; an organization may have none
     *  - NEO_NOT_FOUND    there is no such organization
     *  - NEO_INVALID      the host can have none with such an id; NEO_NOT_FOUND is as good
     *  - NEO_UNAVAILABLE  no answer
     *  - NEO_INTERNAL     a defect of the host
     * Since: 1.0. Source: T1, T2, T4. */
    neo_status (*list)(void* context, neo_text organization, neo_sink reply) NEO_NOEXCEPT;
} neo_applications_1;

#ifdef __cplusplus
}
#endif

#endif
