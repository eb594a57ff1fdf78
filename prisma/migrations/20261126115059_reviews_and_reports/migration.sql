-- AlterTable
ALTER TABLE "Change" ADD COLUMN     "people" JSONB;

-- AlterTable
ALTER TABLE "Observation" DROP CONSTRAINT "Observation_pkey",
ADD CONSTRAINT "Observation_pkey" PRIMARY KEY ("changeId", "indicator", "place");

-- CreateTable
CREATE TABLE "Review" (
    "repositoryId" BIGINT NOT NULL,
    "number" INTEGER NOT NULL,
    "finding" JSONB NOT NULL,
    "people" JSONB,

    CONSTRAINT "Review_pkey" PRIMARY KEY ("repositoryId","number")
);

-- CreateTable
CREATE TABLE "Report" (
    "repositoryId" BIGINT NOT NULL,
    "madeAt" BIGINT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "Report_pkey" PRIMARY KEY ("repositoryId")
);
