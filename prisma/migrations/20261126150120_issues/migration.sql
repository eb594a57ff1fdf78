-- AlterTable
ALTER TABLE "Report" ADD COLUMN     "digestTo" TEXT;

-- CreateTable
CREATE TABLE "KeptIssue" (
    "repositoryId" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "number" INTEGER,
    "rungs" TEXT NOT NULL,
    "shown" TEXT,
    "writtenAt" BIGINT,
    "state" "PublicationState" NOT NULL DEFAULT 'waiting',
    "since" BIGINT NOT NULL,
    "fence" BIGINT NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "why" TEXT,

    CONSTRAINT "KeptIssue_pkey" PRIMARY KEY ("repositoryId","kind")
);

-- CreateIndex
CREATE INDEX "KeptIssue_state_since_idx" ON "KeptIssue"("state", "since");

-- CreateIndex
CREATE INDEX "Win_repositoryId_savedAt_idx" ON "Win"("repositoryId", "savedAt");
