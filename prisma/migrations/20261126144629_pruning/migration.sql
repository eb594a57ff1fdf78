-- CreateIndex
CREATE INDEX "CheckPublication_state_since_idx" ON "CheckPublication"("state", "since");

-- CreateIndex
CREATE INDEX "Delivery_installationId_idx" ON "Delivery"("installationId");
