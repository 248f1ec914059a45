# SOCI 4.0 on Debian 12 has neither a CMake package nor a pkg-config file.
# Gives the targets SOCI::core, SOCI::sqlite3, SOCI::postgresql and SOCI::mysql.
find_path(SOCI_INCLUDE_DIR soci/soci.h)
set(SOCI_REQUIRED_VARIABLES SOCI_INCLUDE_DIR)
foreach(part core sqlite3 postgresql mysql)
    find_library(SOCI_${part}_LIBRARY soci_${part})
    list(APPEND SOCI_REQUIRED_VARIABLES SOCI_${part}_LIBRARY)
endforeach()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(SOCI REQUIRED_VARS ${SOCI_REQUIRED_VARIABLES})

if(SOCI_FOUND)
    foreach(part core sqlite3 postgresql mysql)
        if(NOT TARGET SOCI::${part})
            add_library(SOCI::${part} UNKNOWN IMPORTED)
            set_target_properties(SOCI::${part} PROPERTIES IMPORTED_LOCATION ${SOCI_${part}_LIBRARY}
                                                           INTERFACE_INCLUDE_DIRECTORIES ${SOCI_INCLUDE_DIR})
        endif()
    endforeach()
    target_link_libraries(SOCI::core INTERFACE Boost::headers)
    foreach(part sqlite3 postgresql mysql)
        target_link_libraries(SOCI::${part} INTERFACE SOCI::core)
        if(NEO_SANITIZE)
            # The backends hide the type information of their sessions, which this one check would link to.
            target_compile_options(SOCI::${part} INTERFACE -fno-sanitize=vptr)
        endif()
    endforeach()
endif()
