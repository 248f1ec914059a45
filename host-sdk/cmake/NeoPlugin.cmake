# neo_add_plugin(NAME SOURCE...): a shared library lib<NAME>.so that a host can load. It exports one symbol, resolves
# every symbol at link time, and is never linked to.
function(neo_add_plugin name)
    set(map ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/neo-plugin.map)
    add_library(${name} MODULE ${ARGN})
    target_link_libraries(${name} PRIVATE neo::host_sdk)
    set_target_properties(${name} PROPERTIES
        PREFIX lib CXX_VISIBILITY_PRESET hidden C_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON
        LINK_DEPENDS ${map})
    target_link_options(${name} PRIVATE -Wl,--version-script=${map})
    if(NOT CMAKE_CXX_FLAGS MATCHES "-fsanitize" AND NOT NEO_SANITIZE)
        target_link_options(${name} PRIVATE -Wl,-z,defs)  # a sanitizer's symbols come from the program
    endif()
endfunction()
