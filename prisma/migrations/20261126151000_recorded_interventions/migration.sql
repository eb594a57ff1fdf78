-- AlterTable
ALTER TABLE "Intervention" ADD COLUMN     "origin" TEXT NOT NULL DEFAULT 'file';
