# Run by `cmake -P` at build time: writes an assembler file that holds the files below ROOT (each as it is, and gzipped)
# and a C++ file that lists them as portal files.
#   ROOT        folder of the files; FILES_OUT   the C++ file; ASSEMBLER_OUT   the assembler file; WORK   a scratch folder
file(GLOB_RECURSE files RELATIVE ${ROOT} ${ROOT}/*)
list(SORT files)
file(REMOVE_RECURSE ${WORK})
# Without the mark of control-flow protection here the whole library would be without.
set(assembler "#ifdef __CET__\n#include <cet.h>\n#endif\n.section .rodata\n")
set(declarations "")
set(rows "")
set(number 0)
foreach(file IN LISTS files)
    get_filename_component(folder ${WORK}/${file} DIRECTORY)
    file(MAKE_DIRECTORY ${folder})
    execute_process(COMMAND gzip --best --no-name --stdout ${ROOT}/${file} OUTPUT_FILE ${WORK}/${file}.gz COMMAND_ERROR_IS_FATAL ANY)
    foreach(form plain gzipped)
        if(form STREQUAL plain)
            set(content ${ROOT}/${file})
        else()
            set(content ${WORK}/${file}.gz)
        endif()
        string(APPEND assembler ".balign 16\n.globl neo_portal_${number}_${form}\n.hidden neo_portal_${number}_${form}\nneo_portal_${number}_${form}:\n"
                                ".incbin \"${content}\"\n.globl neo_portal_${number}_${form}_end\n.hidden neo_portal_${number}_${form}_end\n"
                                "neo_portal_${number}_${form}_end:\n")
        string(APPEND declarations "extern const char neo_portal_${number}_${form}[];\nextern const char neo_portal_${number}_${form}_end[];\n")
    endforeach()
    string(APPEND rows "    {\"${file}\", {neo_portal_${number}_plain, neo_portal_${number}_plain_end}, "
                       "{neo_portal_${number}_gzipped, neo_portal_${number}_gzipped_end}},\n")
    math(EXPR number "${number} + 1")
endforeach()
string(APPEND assembler ".section .note.GNU-stack,\"\",%progbits\n")
file(WRITE ${ASSEMBLER_OUT} "${assembler}")
file(WRITE ${FILES_OUT} "#include \"plugin/hooks/portal_files.hpp\"\n\nextern \"C\" {\n${declarations}}\n\nnamespace neo::hooks {\n\n"
"std::span<const PortalFile> portal_files() noexcept {\n    static const PortalFile files[] = {\n${rows}    };\n    return files;\n}\n\n}  // namespace neo::hooks\n")
