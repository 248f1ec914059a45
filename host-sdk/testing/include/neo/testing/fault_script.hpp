// Faults that a test writes down in advance: what the host does wrong at which call of which service function. Every
// function: any thread.
//
//     host.faults().on("dataflows.apply").call(1).lose_reply();       // it happens, the plugin hears NEO_UNAVAILABLE
//     host.faults().on("dataflows.find").every_call().refuse();       // NEO_UNAVAILABLE, nothing happens
//     host.faults().on("dataflows.apply").call(2).hold();             // … until host.faults().release()
//
// Functions are named service.function: "directory.get_organization", "access.check", "applications.list",
// "dataflows.apply". access.check answers no document: faults that spoil a document do nothing there.
#pragma once

#include <neo/host/abi.h>

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace neo::testing {

// What a service function answers: its status and the document (or the message for a person).
struct Reply {
    neo_status status = NEO_OK;
    std::string text;
};

class FaultScript {
public:
    // Does what the called function is for.
    using Act = std::function<Reply()>;

    // One call as a fault sees it.
    class Turn {
    public:
        Reply act() const { return act_(); }  // does it, any number of times
        void act_later() const;               // when the test calls deliver()
        void wait_for_release() const;        // for the first release() after the call began

    private:
        friend class FaultScript;
        Turn(FaultScript& script, const Act& act, std::size_t ticket) : script_(script), act_(act), ticket_(ticket) {}
        FaultScript& script_;
        const Act& act_;
        std::size_t ticket_;
    };
    using Fault = std::function<Reply(const Turn&)>;

    class Calls;

    // Which calls of a function; the count starts with the next one, which is call 1.
    class Function {
    public:
        Calls call(std::size_t number) const;
        Calls calls(std::size_t first, std::size_t last) const;
        Calls every_call() const;

    private:
        friend class FaultScript;
        Function(FaultScript& script, std::string name) : script_(script), name_(std::move(name)) {}
        FaultScript& script_;
        std::string name_;
    };

    // What happens at them. Each of these adds one entry to the script; the first entry that fits a call is taken.
    class Calls {
    public:
        void refuse() const;                             // NEO_UNAVAILABLE, and nothing was done
        void lose_reply() const;                         // done, but NEO_UNAVAILABLE
        void do_twice() const;                           // a duplicated message: done twice, the second reply is given
        void deliver_late() const;                       // NEO_UNAVAILABLE at once; done when the test calls deliver()
        void delay(std::chrono::milliseconds by) const;  // done after this time
        void hold() const;                               // the call waits, then is done, when the test calls release()
        void hold_reply() const;                         // done at once, the reply waits until release()
        void never_answer() const;  // waits until release(), then NEO_UNAVAILABLE without having been done
        void garbage() const;       // done, but the reply is no JSON
        void cut_short() const;     // done, but the reply is the first half of its JSON
        void wrong_hash() const;    // done, but "payload_hash" in the reply is another
        void answer(neo_status status, std::string text) const;  // this instead of doing it
        void run(Fault fault) const;                             // whatever a test can think of

    private:
        friend class Function;
        Calls(FaultScript& script, std::string function, std::size_t first, std::size_t last)
            : script_(script), function_(std::move(function)), first_(first), last_(last) {}
        FaultScript& script_;
        std::string function_;
        std::size_t first_;
        std::size_t last_;
    };

    // Throws std::invalid_argument for a name that no service function has.
    Function on(std::string function);

    // Lets every call go on that began before; later ones wait again.
    void release();
    // Does what deliver_late kept back, in its order; answers how each ended.
    std::vector<Reply> deliver();
    // Forgets the script. What waits keeps waiting until release().
    void clear();

    // Lets every call go on for as long as the object that this answers lives: for stopping a plugin.
    class Flood {
    public:
        explicit Flood(FaultScript& script);
        ~Flood();
        Flood(const Flood&) = delete;
        Flood& operator=(const Flood&) = delete;

    private:
        FaultScript& script_;
    };

    // What the services do with a call: take a ticket before anybody can know of it, then perform it under the script.
    std::size_t ticket() const;
    Reply perform(std::string_view function, const Act& act, std::size_t ticket);

private:
    struct Entry {
        std::string function;
        std::size_t first;
        std::size_t last;
        std::size_t seen;
        Fault fault;
    };

    mutable std::mutex mutex_;  // guards all that follows
    std::condition_variable released_;
    std::size_t releases_ = 0;
    std::size_t floods_ = 0;
    std::vector<Entry> entries_;
    std::vector<Act> late_;
};

}  // namespace neo::testing
