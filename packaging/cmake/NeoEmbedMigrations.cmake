# neo_embed_migrations(TARGET NAMESPACE FOLDER)
# Compiles the files NNNN_name.sql of FOLDER into TARGET, with their SHA-256. The target's sources include
# "<last part of the namespace>.hpp", which declares `std::span<const neo::sql::Migration> NAMESPACE::all()`.
function(neo_embed_migrations target namespace folder)
    file(GLOB files CONFIGURE_DEPENDS ${folder}/*.sql)
    list(SORT files)
    set(rows "")
    foreach(file IN LISTS files)
        set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
        get_filename_component(stem ${file} NAME_WE)
        if(NOT stem MATCHES "^0*([1-9][0-9]*)_(.+)$")
            message(FATAL_ERROR "${file}: a migration is named NNNN_name.sql")
        endif()
        set(version ${CMAKE_MATCH_1})
        set(name ${CMAKE_MATCH_2})
        file(SHA256 ${file} checksum)
        file(READ ${file} sql)
        string(APPEND rows "    {${version}, \"${name}\", \"${checksum}\", R\"sql(${sql})sql\"},\n")
    endforeach()

    string(REGEX REPLACE "^.*::" "" header ${namespace})
    set(generated ${CMAKE_CURRENT_BINARY_DIR}/migrations/${target})
    file(CONFIGURE OUTPUT ${generated}/${header}.hpp CONTENT
"#pragma once

#include <adapters/sql/migrator.hpp>

namespace ${namespace} {

std::span<const neo::sql::Migration> all();

}  // namespace ${namespace}
" @ONLY)
    file(CONFIGURE OUTPUT ${generated}/${header}.cpp CONTENT
"#include \"${header}.hpp\"

namespace ${namespace} {

std::span<const neo::sql::Migration> all() {
    static constexpr neo::sql::Migration migrations[] = {
@rows@    };
    return migrations;
}

}  // namespace ${namespace}
" @ONLY)
    target_sources(${target} PRIVATE ${generated}/${header}.cpp)
    target_include_directories(${target} PRIVATE ${generated})
endfunction()
