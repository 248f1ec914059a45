/* SPDX-License-Identifier: Apache-2.0 */
/* The boundary between a host platform and a plugin: plain C (C99 and later, C++11 and later), so that both sides may
 * use any compiler and standard library.
 *
 * Rules that hold for every function of every table in this SDK, unless its own comment says otherwise:
 *
 *  - Text is UTF-8 with a length, not terminated. A neo_text that is passed in is borrowed: it is valid until the call
 *    returns. A pointer that is passed in is not NULL.
 *  - Output goes to a sink that the caller gives. The callee may write in several pieces. On a status other than NEO_OK
 *    whatever was written is a message for a person, never half a document. A value behind a pointer counts with NEO_OK
 *    only.
 *  - Documents are JSON in UTF-8. Members unknown to the reader are ignored; numbers keep the text they were written
 *    with.
 *  - Every function may be called from any thread, at the same time as any other. It may block for as long as its work
 *    takes, and does not keep its borrowed input beyond that.
 *  - Nothing is thrown across the boundary: every function is noexcept and reports by its status.
 *  - Every function lists the statuses that it answers, and since which minor it is there. A caller takes any other
 *    status, NEO_INTERNAL too, as it takes NEO_UNAVAILABLE: it may or may not have happened.
 *  - "In the order of" ids or keys is the order of their bytes, not of UTF-16 or of a locale.
 *  - A table, and a request, begins with `struct_size`, its size in bytes as its writer compiled it. Both only grow at
 *    their end within one ABI major. A reader demands the length of the first release, takes whatever is longer, and
 *    asks NEO_HAS before it touches a member that was added later.
 *  - Ids of tables are "name/REVISION". A released table is never changed: what must change comes as a new revision.
 *
 * Rows such as O2 are those of plugin/docs/requirements.md. Like every file that these headers name, it is installed
 * below share/doc/neo-promote.
 *
 * Source: plugin/docs/architecture.md, decisions 1 and 2. */
#ifndef NEO_HOST_ABI_H
#define NEO_HOST_ABI_H

#include <stddef.h>
#include <stdint.h>

/* Part of a function's type since C++17, and not allowed there before. */
#if defined(__cplusplus) && __cplusplus >= 201703L
#define NEO_NOEXCEPT noexcept
#else
#define NEO_NOEXCEPT
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* "NEO-PLUG" read as a big-endian number: says that a symbol of the right name is really ours. */
#define NEO_ABI_MAGIC UINT64_C(0x4e454f2d504c5547)
/* Majors must be equal. The minor of the host must be the least that the plugin says it needs, or a higher one. */
#define NEO_ABI_MAJOR 1u
#define NEO_ABI_MINOR 1u

/* Bytes from the start of a struct up to and including `member`. */
#ifdef __cplusplus
#define NEO_SIZE_THROUGH(type, member) (offsetof(type, member) + sizeof(type::member))
#else
#define NEO_SIZE_THROUGH(type, member) (offsetof(type, member) + sizeof(((type*) 0)->member))
#endif
/* Whether the struct behind this pointer, which begins with `struct_size`, is long enough to hold `member`. */
#define NEO_HAS(type, pointer, member) ((pointer)->struct_size >= NEO_SIZE_THROUGH(type, member))

/* Borrowed UTF-8 text or JSON. `data` may be NULL when `size` is 0. */
typedef struct neo_text {
    const char* data;
    size_t size;
} neo_text;

/* Where a callee writes its output. The caller owns it; it is used during the call only, by one thread at a time; which
 * thread that is may change. */
typedef struct neo_sink {
    void* context;

    /* Takes the next piece of the output, `size` bytes that are borrowed for this call. It has to take them: there is
     * no way to say that it cannot.
     *
     * Statuses: none.
     * Since: 1.0. */
    void (*write)(void* context, const char* data, size_t size) NEO_NOEXCEPT;
} neo_sink;

/* What a call answers. The numbers are stable. */
typedef int32_t neo_status;
enum {
    NEO_OK = 0,
    NEO_NOT_FOUND = 1,        /* the thing that was asked for does not exist */
    NEO_INVALID = 2,          /* the request itself is wrong; asking again will not help */
    NEO_DENIED = 3,           /* the actor may not do this */
    NEO_CONFLICT = 4,         /* the state that the request names is not the state that is; nothing was changed */
    NEO_BARRED = 5,           /* the fence of the request was barred by an abort; nothing was changed */
    NEO_PAYLOAD_MISMATCH = 6, /* the key is known with another payload hash; nothing was changed */
    NEO_ALREADY_APPLIED = 7,  /* too late to abort: the promotion stands */
    NEO_UNAVAILABLE = 8,      /* no answer: it may or may not have happened; ask again later */
    NEO_UNSUPPORTED = 9,      /* this side does not have what is asked for */
    NEO_INTERNAL = 10         /* a defect of the callee; the sink holds what it can say */
};

/* What a host asks of the whole run of a plugin, as bits of neo_host.flags. A plugin ignores bits it does not know.
 *
 * NO_MIGRATION: the schema of the plugin's database stays as it is; where it is behind, the plugin does not start.
 * NO_BACKGROUND: the plugin works only while one of its functions is called: no thread of its own calls a service or
 * changes its database.
 *
 * With both, a start changes nothing in the plugin's database. Since: 1.0. */
#define NEO_HOST_NO_MIGRATION UINT64_C(1)
#define NEO_HOST_NO_BACKGROUND UINT64_C(2)

/* What the host gives to a plugin at init. Owned by the host, valid until the plugin's shutdown returned. */
typedef struct neo_host {
    uint64_t magic; /* NEO_ABI_MAGIC */
    uint32_t struct_size;
    uint16_t abi_major;
    uint16_t abi_minor; /* what the host was built for */
    void* context;      /* first argument of the functions below */
    neo_text name;      /* for messages */
    neo_text version;
    neo_text config_directory; /* relative paths in the plugin's configuration start here */

    /* The service table with this id ("directory/1"), or NULL if the host has none. `id` is terminated. The table is
     * owned by the host and valid until the plugin's shutdown returned; its first member is `uint32_t struct_size`.
     * `service_context` receives the first argument of the table's functions, which may be NULL. The same question has
     * the same answer for as long as the plugin runs.
     *
     * Statuses: none. NULL says that there is no such service.
     * Since: 1.0. Source: plugin/docs/architecture.md, decision 2. */
    const void* (*get_service)(void* context, const char* id, void** service_context) NEO_NOEXCEPT;

    /* Gives the host a hook table ("promote/1"). `id` is terminated and borrowed. Table and hook_context, which may be
     * NULL, stay owned by the plugin and valid until its shutdown is called. Called during init only, from its thread.
     * The host forgets what was registered when init then fails, and after shutdown.
     *
     * Statuses:
     *  - NEO_OK           the host calls this hook from when init has returned NEO_OK
     *  - NEO_UNSUPPORTED  the host does not know this id; the plugin decides whether it can live without
     *  - NEO_CONFLICT     this hook was registered already, by another plugin or by this one
     *  - NEO_INVALID      id or table is NULL, the table is shorter than in its first release, or init is not running
     * Since: 1.0. */
    neo_status (*register_hook)(void* context, const char* id, const void* table, void* hook_context) NEO_NOEXCEPT;

    uint64_t flags; /* NEO_HOST_…; 0: none. A plugin obeys them whatever its configuration says. Since: 1.0 */
} neo_host;

/* What a plugin's entry function answers: constant, valid while the library is loaded. */
typedef struct neo_plugin {
    uint64_t magic; /* NEO_ABI_MAGIC */
    uint32_t struct_size;
    uint16_t abi_major;
    uint16_t abi_minor; /* the least that the plugin needs of a host; 0 when it asks NEO_HAS for all that came later */
    const char* name;   /* terminated, for messages */
    const char* version;

    /* Starts the plugin: reads its configuration (a JSON object), looks for the services it needs, opens its database,
     * registers its hooks. On NEO_OK `*instance` is the plugin's and goes back to shutdown. Otherwise nothing remains
     * started, no hook may be called, and `error` says what failed and what to do, naming the key of the configuration
     * where there is one.
     *
     * Thread: any, one call at a time, before the host serves anything. From here until shutdown has returned the
     * plugin calls services, also from threads of its own, and already before init returns. The host calls hooks once
     * init returned NEO_OK. A start that migrates a large database may take minutes.
     *
     * Again in one process: each call that answers NEO_OK starts an instance of its own, with its own shutdown, while
     * others run or after they ended. Two that run at once need two neo_host: the second would find its hooks taken. A
     * process that was forked off one in which an instance runs starts none.
     *
     * Statuses:
     *  - NEO_OK           it runs
     *  - NEO_INVALID      the configuration is refused
     *  - NEO_UNSUPPORTED  the host has another ABI, lacks a service or refuses a hook; or this process was forked off
     *  - NEO_UNAVAILABLE  the database cannot be opened, or has a schema that this plugin cannot work with
     *  - NEO_INTERNAL     a defect of the plugin
     * Since: 1.0. Source: plugin/docs/architecture.md, decision 2. */
    neo_status (*init)(const neo_host* host, neo_text config, neo_sink error, void** instance) NEO_NOEXCEPT;

    /* Ends an instance: background work is joined, connections are closed. Called once for each init that answered
     * NEO_OK, from any thread; the host first lets every hook call return and starts no more. The plugin may wait for
     * answers of services meanwhile, for a bounded time (recovery.shutdown_seconds): so it is not called from the only
     * thread that can give them. In a process that was forked off after init it returns at once and leaves everything
     * to the parent.
     *
     * Statuses: none. What did not end in time is told through log/1, stays behind and calls the host no more.
     * Since: 1.0. */
    void (*shutdown)(void* instance) NEO_NOEXCEPT;
} neo_plugin;

/* The one symbol that a plugin exports. It must not do anything but answer: it is called before versions are compared.
 *
 * Since: 1.0. Source: plugin/docs/architecture.md, decision 1. */
typedef const neo_plugin* (*neo_plugin_entry_function)(void) NEO_NOEXCEPT;
#define NEO_PLUGIN_ENTRY_SYMBOL "neo_plugin_entry"

#ifdef __cplusplus
}
#endif

#endif
