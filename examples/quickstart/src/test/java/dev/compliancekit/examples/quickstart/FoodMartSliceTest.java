package dev.compliancekit.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FoodMartSliceTest {

    @Test
    void keepsTheTablesThatTheJobReads() {
        assertThat(FoodMartSlice.isWanted("CREATE MEMORY TABLE \"foodmart\".\"customer\"(\"customer_id\" INTEGER)"))
                .isTrue();
        assertThat(FoodMartSlice.isWanted("INSERT INTO \"sales_fact_1998\" VALUES(1)"))
                .isTrue();
    }

    @Test
    void dropsOtherTablesAndEveryIndex() {
        assertThat(FoodMartSlice.isWanted("CREATE MEMORY TABLE \"foodmart\".\"salary\"(\"pay_date\" TIMESTAMP)"))
                .isFalse();
        assertThat(FoodMartSlice.isWanted("INSERT INTO \"sales_fact_dec_1998\" VALUES(1)"))
                .isFalse();
        assertThat(FoodMartSlice.isWanted(
                        "CREATE INDEX \"i_sls_97_cust_id\" ON \"foodmart\".\"sales_fact_1997\"(\"customer_id\")"))
                .isFalse();
    }

    @Test
    void keepsWhatBelongsToNoTable() {
        assertThat(FoodMartSlice.isWanted("CREATE USER FOODMART PASSWORD 'FOODMART'"))
                .isTrue();
        assertThat(FoodMartSlice.isWanted("INSERT INTO BLOCKS VALUES(0,2147483647,0)"))
                .isTrue();
        assertThat(FoodMartSlice.isWanted("SET SCHEMA \"foodmart\"")).isTrue();
    }
}
