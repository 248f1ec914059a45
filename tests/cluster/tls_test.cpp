// Servers that speak TLS, with certificates that the test makes.
#include <adapters/open_database.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tests/support/certificates.hpp>
#include <tests/support/mariadb_server.hpp>
#include <tests/support/postgresql_server.hpp>

namespace neo::cluster {
namespace {

using testing::HasSubstr;

class Tls : public testing::TestWithParam<std::string> {
protected:
    Tls() {
        if (GetParam() == "mysql") {
            auto server = std::make_unique<test::MariadbServer>();
            certificates_ = std::make_unique<test::Certificates>(server->folder(), "mysql");
            server->stop();
            server->set_options({"--ssl-ca=" + certificates_->authority.string(),
                                 "--ssl-cert=" + certificates_->certificate.string(),
                                 "--ssl-key=" + certificates_->key.string()});
            server->start();
            server_ = std::move(server);
        } else {
            auto server = std::make_unique<test::PostgresqlServer>();
            certificates_ = std::make_unique<test::Certificates>(server->folder(), "postgres");
            server->set("ssl_cert_file", certificates_->certificate.string());
            server->set("ssl_key_file", certificates_->key.string());
            server->set("ssl", "on");
            server_ = std::move(server);
            server_->stop();
            server_->start();
        }
        server_->create_database("promote");
    }

    sql::DatabaseConfig config(const std::filesystem::path& authority) const {
        sql::DatabaseConfig made;
        made.backend = GetParam();
        made.connection = server_->connection_string("promote");
        made.connection += GetParam() == "mysql" ? " sslca=" : " sslmode=verify-full sslrootcert=";
        made.connection += authority.string();
        made.password = test::Server::password();
        return made;
    }
    static result<std::string> cipher(sql::Pool& pool) {
        const std::string_view ask =
            pool.dialect().name == "mysql"
                ? "SELECT variable_value FROM information_schema.session_status WHERE variable_name = 'Ssl_cipher'"
                : "SELECT cipher FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
        return pool.read([&](sql::Connection& connection) {
            return connection.first({"test.cipher", ask}, {}, [](sql::Row& row) { return row.text(); }).value_or("");
        });
    }

    std::unique_ptr<test::Server> server_;
    std::unique_ptr<test::Certificates> certificates_;
};
INSTANTIATE_TEST_SUITE_P(On, Tls, testing::Values("postgresql", "mysql"),
                         [](const auto& backend) { return backend.param; });

TEST_P(Tls, AnEncryptedConnectionThatBreaksIsReplaced) {
    const auto pool = sql::open_database(config(certificates_->authority)).value();
    const auto before = cipher(*pool);
    ASSERT_TRUE(before.has_value()) << before.error().message;
    EXPECT_NE(*before, "");
    server_->kill();
    server_->start();
    const auto after = cipher(*pool);
    ASSERT_TRUE(after.has_value()) << after.error().message;
    EXPECT_EQ(*after, *before);

    int runs = 0;
    const auto written = pool->write("test.write", [&](sql::Connection& connection) -> result<void> {
        connection.ping();
        if (++runs == 1) {
            server_->kill();
            server_->start();
        }
        connection.ping();
        return {};
    });
    EXPECT_TRUE(written.has_value()) << written.error().message;
    EXPECT_EQ(runs, 2);
}

TEST_P(Tls, AServerWhoseCertificateComesFromAnotherAuthorityIsRefused) {
    const auto opened = sql::open_database(config(certificates_->other_authority));
    ASSERT_FALSE(opened.has_value());
    EXPECT_EQ(opened.error().code, ErrorCode::unavailable);
    EXPECT_THAT(opened.error().message, HasSubstr("certificate"));
    EXPECT_THAT(opened.error().message, testing::Not(HasSubstr("s3cret")));
}

// The driver would take the certificate and speak in clear.
TEST(TlsOfMysql, ACertificateWithoutTheServersAuthorityIsRefused) {
    for (const std::string option : {"sslcert=/c.pem", "sslkey=/k.pem", "sslcert=/c.pem sslkey=/k.pem"}) {
        sql::DatabaseConfig config;
        config.backend = "mysql";
        config.connection = "host=127.0.0.1 port=1 user=neo db=promote " + option;
        const auto opened = sql::open_database(config);
        ASSERT_FALSE(opened.has_value());
        EXPECT_EQ(opened.error().code, ErrorCode::invalid);
        EXPECT_THAT(opened.error().message, HasSubstr("add sslca"));
    }
}

TEST(TlsOfMysql, AServerThatCannotEncryptIsRefused) {
    test::MariadbServer server;
    const test::Certificates certificates(server.folder(), "mysql");
    server.create_database("promote");
    sql::DatabaseConfig config;
    config.backend = "mysql";
    config.connection = server.connection_string("promote") + " sslca=" + certificates.authority.string();
    config.password = test::Server::password();
    const auto opened = sql::open_database(config);
    ASSERT_FALSE(opened.has_value());
    EXPECT_EQ(opened.error().code, ErrorCode::unavailable);
}

}  // namespace
}  // namespace neo::cluster
