-- CreateTable
CREATE TABLE "PracticeTravel" (
    "installationId" BIGINT NOT NULL,
    "repositories" JSONB NOT NULL,
    "travel" JSONB NOT NULL,
    "madeAt" BIGINT NOT NULL,

    CONSTRAINT "PracticeTravel_pkey" PRIMARY KEY ("installationId")
);
