# neo_add_backend_tests(TARGET SUITE): one test of ctest for each backend, so that a server is started once and not once
# a test. Parameter names of the suites are the backends'.
function(neo_add_backend_tests target suite)
    foreach(backend ${ARGN})
        add_test(NAME ${suite}.${backend} COMMAND ${target} --gtest_filter=*/${backend}:*/${backend}_*)
        set_tests_properties(${suite}.${backend} PROPERTIES TIMEOUT 300 LABELS ${suite})
    endforeach()
endfunction()
